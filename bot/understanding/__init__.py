"""What a buyer wrote, turned into what it tells us. Pure: nothing is stored, logged or repeated."""
