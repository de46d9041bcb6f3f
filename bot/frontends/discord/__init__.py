"""Discord. Each event is taken, the desk is asked, its reply is drawn; nothing about a buyer outlives the event."""
