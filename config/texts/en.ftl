### Every word that a buyer reads, in English. Grade 8 or lower, sentences under 20 words, the next action first.
### Variables are names from the directory or numbers; nothing that a buyer wrote ever comes in here.

## The start

open-heading = What went wrong with your purchase?
open-intro = Tell it in your own words, or choose. We find out who took the money and whom to ask first.
open-promise = We never write to you first and never ask for card numbers. All we keep is a count of disputes a week.
open-operator = This bot is run by { $operator }.
fact-operator-privacy = Privacy
fact-operator-terms = Terms

## What can go wrong

category-not-received = The key or download never came
    .hint = You paid, but nothing was delivered
category-access = The key, licence or account does not work
    .hint = Also if it is lost or was taken away
category-not-as-described = The product is not what was promised
    .hint = It does not run, or a feature is missing
category-refund-request = I want my money back
    .hint = You changed your mind or bought by mistake
category-refund-missing = A refund did not come
    .hint = Promised, refused or ignored
category-charged-twice = I was charged twice
    .hint = Two payments for one order
category-wrong-amount = The amount is wrong
    .hint = Price, tax or currency differ
category-subscription = A subscription renewed or will not end
    .hint = Renewal or cancellation
category-unrecognised-charge = I do not know this charge
    .hint = The line on the statement means nothing to you
category-unauthorised = Somebody else used my card or account
    .hint = You did not make this payment
category-payment-failed = The order failed, the money is gone
    .hint = Charged or held, though the order failed
category-invoice = I need an invoice
    .hint = None came, or it is wrong
category-other = Something else
    .hint = Any other problem with a purchase

## Two that are easily mixed up

apart-unrecognised-charge-heading = Which is closer?
apart-unrecognised-charge-stay = I do not know what it is for
    .hint = The charge means nothing to you
apart-unrecognised-charge-switch = Somebody else paid with my account
    .hint = You are sure that somebody used your card or account
apart-charged-twice-heading = Did both orders go through?
apart-charged-twice-stay = Yes, or I am not sure
    .hint = Two payments, one purchase
apart-charged-twice-switch = No, one of them failed
    .hint = Its money is still gone or held
apart-refund-request-heading = Was it a renewal?
apart-refund-request-stay = No, I bought it myself
    .hint = You want your money back
apart-refund-request-switch = Yes, it renewed by itself
    .hint = A subscription went on

## Who took the money

processor-heading = Who took the money?
processor-intro = The name stands on the receipt or on your statement. Choose it, or paste what you have. No card number, please.
processor-not-known = I do not know
clue-heading = Let us find out who took the money
clue-intro =
    Paste one of these, as it stands there:
    • the line on your bank or card statement
    • who sent the receipt: the part behind the @
    • the address of the payment page
    • the order number
clue-leave-out = Leave out your name, your e-mail address and all card numbers.
clue-none = I have none of these
clue-go-on = Go on without it
clue-list = Show me the list of names
clue-no-match = We found no match for that. It may be a company that we do not know yet, or the developer's own shop.
clue-how =
    How to find out:
    • Search your mail for the amount and the day. The receipt names the seller.
    • Open the payment in your bank's app. It often shows more than the statement.
    • If you paid with PayPal, the payment there shows who got the money.
candidate-heading = Do you mean { $processor }?
candidate-yes = Yes, { $processor }
candidate-no = No, another one
candidates-heading = Is it one of these?
candidates-intro = To be sure, look at the receipt: it names the seller.
candidates-none = None of these
evidence-statement = The statement line fits.
evidence-sender = The receipt's sender fits.
evidence-site = The address fits.
evidence-order-number = The order number has the form that it uses.
evidence-name = The name fits.
evidence-may = This may be the one, but the clue is weak.
evidence-statement-shown = It has the statement text { $shown }.
evidence-sender-shown = Its sender is of { $shown }.
evidence-site-shown = It has an address of { $shown }.
evidence-order-number-shown = It has an order number of the form { $shown }.
evidence-name-shown = It has the name { $shown }.
understood-certain = { $processor }, certain. { $evidence }
understood-likely = { $processor }, likely. { $evidence }
understood-nobody = It names nobody who took the money.
understood-category = What went wrong: { $category }
understood-no-category = It says nothing of a dispute.

## Which product

product-heading = Which product was it?
product-intro = If we know who made it, we can name the right contact.
product-not-known = Another one, or I am not sure

## A name under which nobody trades any more

ended-heading = When was the payment?
ended-intro = { $processor } no longer trades. What helps depends on when the money was taken.
ended-intro-hedged = As far as we know, { $processor } no longer trades. What helps depends on when the money was taken.
ended-recent = In the last months
    .hint = A new charge in that name
ended-between = Longer ago, up to two years
    .hint = Or you are not sure
ended-years-ago = Years ago
    .hint = An old purchase, a lost key

## The answer: who this is

advice-heading = { $processor }: { $category }
is-merchant-of-record = { $processor } sold you this in place of the developer, so your contract is with { $processor }.
is-merchant-of-record-unsure = { $processor } is most often the seller in place of the developer. Your receipt says whether it was.
is-merchant-of-record-maker = { $processor } sells its own products. Ask it first, unless your receipt names another shop.
is-marketplace = { $processor } is the shop that sold you this. It took the money and handles refunds.
is-marketplace-unsure = As far as we know, { $processor } is the shop that sold you this. Your receipt names the seller.
is-marketplace-others = { $processor } runs the shop. The seller is the person or company named on your receipt.
is-marketplace-maker = { $processor } sells its own products. Ask it first, unless your receipt names another shop.
is-payment-service = { $processor } is not the seller. It only handled the payment or the delivery. The seller is the business named on your receipt.
is-payment-service-unsure = As far as we know, { $processor } is not the seller and only handled the payment or the delivery. Your receipt names the seller.
is-payment-facilitator = { $processor } takes payments for other companies. The seller is the business named on your receipt.
is-payment-facilitator-unsure = As far as we know, { $processor } takes payments for other companies. Your receipt names the seller.
is-unknown = We do not know whether { $processor } is the seller. Your receipt names the seller.
is-not-known = We do not know yet who took the money. Your receipt names the seller.
charge-merchant-of-record = { $processor } sells for many makers. Its name can stand on the statement in place of theirs.
charge-merchant-of-record-unsure = As far as we know, { $processor } sells for many makers. Its name then stands on the statement in place of theirs.
charge-merchant-of-record-maker = { $processor } sells its own products. Its name can stand on the statement for them.
charge-marketplace = { $processor } is a shop. Its name can stand on the statement for what is bought there.
charge-marketplace-unsure = As far as we know, { $processor } is a shop. Its name can stand on the statement for what is bought there.
charge-marketplace-others = Many people and companies sell at { $processor }. Its name can stand on the statement in place of theirs.
charge-marketplace-maker = { $processor } sells its own products. Its name can stand on the statement for them.
charge-payment-service = { $processor } is not the seller. It handles payment or delivery for others. The receipt names the seller.
charge-payment-service-unsure = As far as we know, { $processor } only handles payment or delivery for others. The receipt says who sold something.
charge-payment-facilitator = { $processor } takes payments for other companies. One of them sold something, and the receipt says who.
charge-payment-facilitator-unsure = As far as we know, { $processor } takes payments for other companies. The receipt says who sold something.
charge-unknown = We do not know whether { $processor } is a seller. The receipt names the seller.
then-merchant-of-record = When you bought, { $processor } was most likely the seller.
then-marketplace = When you bought, { $processor } was the shop.
then-payment-service = When you bought, { $processor } only handled the payment. The seller is the business named on your receipt.
then-payment-facilitator = When you bought, { $processor } took the payment for another company, which your receipt names.
then-unknown = Your receipt names the seller.
was-renamed = { $processor } is called { $successor } today.
was-renamed-since = { $processor } has been called { $successor } since { $since }.
has-ended = { $processor } no longer trades. Do not use its old pages: they may be dead or in other hands.
has-ended-hedged = As far as we know, { $processor } no longer trades. Do not use its old pages: they may be dead or in other hands.
owner-ended = We do not know whether { $processor } still trades. Its owner { $owner } does not. Do not use its old pages.
may-have-ended = We do not know whether { $processor } still trades.
namesake = Do not mix it up with { $namesake }.
went-on-as = What is left of it went to { $successor }.
nobody-answered-so-far = You asked without success. This is the next step.
end-of-the-road = You have asked everybody who can act. A complaint to a public body is left.
end-of-the-road-nobody = You have asked everybody who can act. We know of no public body for this where you live. Look for your country's consumer advice.
end-of-the-road-alone = Nobody else can act on a purchase this old. Look for a newer owner of the product: its site or its forum may name one.

## The answer: what to do

lead-first = First: { $party }. { $ask }
lead-at-once = At once: { $party }. { $ask }
lead-then = Then: { $party }. { $ask }
lead-last = If that fails: { $party }. { $ask }
lead-only = Now: { $party }. { $ask }
complain = Complain to { $party } in writing. A public body asks for that before it helps.
allow-days = Give them at least { $days } working days.
the-developer = the developer
the-developer-named = { $name }, the developer
the-merchant = the business named on the receipt
the-merchant-behind-a-charge = whoever sold it
the-seller = the seller named on the receipt
the-processor = the company that took the money
the-processor-renamed = { $successor } (once { $processor })
the-issuer = { $paid ->
    [credit-card] your card issuer
    [debit-card] the bank behind your card
    [paypal] PayPal
    [direct-debit] your bank
    [bank-transfer] your bank
    [pay-later] the pay-later company
    [crypto] nobody else
   *[other] your card issuer, bank or PayPal
}
the-issuer-behind = the card or bank that { $processor } drew on
contact-developer-unknown = See the receipt, the product's site or its About box.
contact-seller-unknown = See the receipt, or write to them through the shop.
contact-merchant-unknown = See the receipt. The line on your statement may show the name, too.
the-new-owner = whoever owns the product now
contact-new-owner = The product's site or forum, or a newer program of that name, may say who it is.
contact-processor-unknown = We have no verified contact for { $processor }. The receipt may name one.
contact-processor-not-known = The receipt names it, and your statement may.
contact-issuer = { $paid ->
    [credit-card] The number on the back of the card, or the bank's app
    [debit-card] The number on the back of the card, or the bank's app
    [paypal] The Resolution Centre in your PayPal account
    [direct-debit] Your bank's app or branch
    [bank-transfer] Your bank's app or branch
    [pay-later] The app in which you see the plan
    [crypto] There is no such office
   *[other] The number on the back of the card, or your bank's or PayPal's app
}

merchant-unrecognised-charge = A second name in the line, often behind a star, is mostly the seller. Ask what it sold.
merchant-unrecognised-charge-crypto = Search your mail for the receipt. It names the seller. Ask what it sold.
developer-not-received = Ask them to send what you paid for, such as the key or the download.
developer-not-received-first = Ask them to send what you paid for, such as the key or the download. They can fix this fastest.
developer-access = Ask for a new key, or to open your account again. Only they can do it.
developer-not-as-described = Say what does not work. Ask for a fix or your money back.
developer-refund-request = Ask for your money back, with your reason in one line.
developer-refund-missing = Ask whether it was sent, and when. If they refused, ask for the reason in writing.
developer-charged-twice = Send the dates and amounts of both payments. Ask for one of them back.
developer-wrong-amount = Send the price you saw and the amount you paid. Ask for the difference.
developer-subscription = Ask to end the subscription, and for the last payment back.
developer-unrecognised-charge = Once you know the product, ask them about the order.
developer-unauthorised = Only for the licence: say that a stranger bought it, and change your password there.
developer-payment-failed = Say that the order failed. Ask to finish it or cancel it.
developer-invoice = Ask for an invoice with your billing address.
developer-other = Say what happened and what you want.
developer-years-ago = Ask for your old key or a new one. Only they, or whoever owns the product now, can still help.
developer-years-ago-money = Limits of cards and banks are most likely over. Only the developer is left to ask.
developer-years-ago-money-crypto = A crypto payment cannot be reversed. Only the seller can send money back.
developer-new-owner = Ask whether they take over old customers.
developer-ended-recent = Ask whether they know your order, and who takes payments for the product now.
developer-ended-line = Search your mail for a receipt of that day. If it names a product, ask its developer about the order.

processor-not-received = Say that nothing came. Ask it to have the order delivered, or to refund you.
processor-access = Ask for your order details and a working key, or for your money back.
processor-not-as-described = Report what does not work. Ask for a fix or a refund.
processor-refund-request = Ask it for a refund. Give the order number and your reason.
processor-refund-missing = Ask whether it was sent, and when. If they refused, ask for the reason in writing.
processor-charged-twice = It can see both payments. Ask it to refund one of them.
processor-wrong-amount = It can see price, tax and currency. Ask it to explain the sum or refund the difference.
processor-subscription = Cancel there, then ask for the last payment back.
processor-unrecognised-charge = Look the charge up there, or ask which product it was for.
processor-unrecognised-charge-no-look-up = Look into your account there, or ask which product it was for.
processor-unrecognised-charge-no-contact = Search your mail for a receipt from it. The receipt names the product.
processor-unauthorised = Report that you did not make the payment, and change your password there. Ask for a refund.
processor-payment-failed = Ask whether the money was taken or only held, and to finish or cancel the order.
processor-invoice = Ask for an invoice with your billing address. Whoever took the money can issue it.
processor-other = It took the money. Say what happened and what you want.
processor-default-no-contact = If your receipt names a way to reach it, ask there.
processor-ended = It took over what was left. Ask whether it can find your order.

service-default = If the seller does not help, ask whether it can.
service-default-paypal = If the seller does not help, open a dispute there.
service-default-no-contact = Ask it only if your receipt names a way to reach it.
service-default-pay-later = Report the problem in its app. Ask to pause the plan until it is settled.
service-default-wallet = If the seller does not help, ask it to take the problem up.
service-subscription = If you can end the automatic payment there, do so.
service-unrecognised-charge = Look the payment up there. It can show you who was paid.
service-unrecognised-charge-no-look-up = Ask there who was paid.
service-unrecognised-charge-no-contact = Search your mail for a receipt of that day. The receipt names the seller.
service-unauthorised = Report the payment as not yours, and change your password there.
service-payment-failed = Ask whether the money was taken or only held.
service-invoice = It can show you who was paid. The invoice itself comes from the seller.

issuer-default = { $paid ->
    [paypal] Open a dispute there. If you do, do not ask your card issuer as well.
    [bank-transfer] Ask whether the transfer can be called back. Most often this needs the other side's consent.
    [direct-debit] Ask to have the debit returned. This does not end your contract.
    [pay-later] Report the problem there and ask to pause the plan.
    [crypto] A crypto payment cannot be reversed. Only the seller can send it back.
   *[other] Ask for a chargeback: the bank tries to get the payment back. It can cost you the licence or the account.
}
issuer-refund-request = Only if you had a right to cancel, used it in time and got nothing back: ask for a chargeback.
issuer-unauthorised = Say that you did not make the payment. Ask them to block the card or account and dispute the charge.
issuer-unrecognised-charge = If nobody can explain the charge, say that you do not know it and dispute it.
issuer-payment-failed = If a hold stays, or a charge follows, dispute it there.
issuer-ended-recent = A new charge in that name is very likely wrong. Report it and dispute it.
issuer-ended-recent-hedged = A new charge in that name is probably wrong. Report it and dispute it.
issuer-ended-recent-namesake = If the charge is not from that other company, it is very likely wrong. Report it and dispute it.

check-at-home = Check at home, too: was it a purchase in the family, a free trial that ended, or a renewal?
wait-for-the-hold = Before you write: money that is only held comes back, most often within days. Act if it is gone after a week.
right-may-exist = In the EU and the UK there may be a right to cancel. See “Time limits”.
dispute-there = A dispute there is possible for { $length } from { $start }.
do-it-today = Do it today: waiting can cost you the refund.
limits-may-be-over = Its time limits may be over by now. Your bank knows.
earliest-limit = Shortest limit we know: { $length } from { $start } ({ $name }).
have-in-hand = Have ready: { $items }.

item-order-number = the order number
item-email = the e-mail address of the order
item-date = the day of the payment
item-amount = the amount
item-last-four = the last four digits of the card
item-receipt = the receipt
item-statement-line = the line on the statement
item-product = the product's name
item-account = your account name at { $processor }
item-transaction-id = the number of the transaction
item-reason = one line on what happened
item-messages = your messages so far
item-billing-details = your billing address

## The answer: how old it is

age-verified = About { $name }: checked on { $day }.
age-dated = About { $name }: according to sources up to { $month }.
age-dated-collected = About { $name }: according to sources up to { $month }, some undated, collected in { $collected }.
age-undated = About { $name }: according to sources without a date, collected in { $collected }.
age-nothing-found = About { $name }: we looked in { $collected } and found no source. We know the name, and no more.
age-none = This is general advice, because we do not know the company yet. It rests on no facts about it.

fact-legal-seller = Legal seller
fact-legal-seller-then = Legal seller at the time
fact-legal-seller-unknown = Which company exactly is unknown. Your receipt names it.
fact-legal-seller-merchant = The business named on your receipt
fact-runs-it = The company behind it
fact-sold-through = Sometimes sold by
fact-sold-through-names = { $names }. If your receipt names them, ask there.
fact-paid-through = Paid through
fact-paid-through-names = Your statement may show { $names }.
fact-refunds = Refunds
fact-refunds-unknown = We found no published rule.
fact-order-lookup = Look up the order
fact-owner = Belongs to
fact-owner-then = Belonged to
fact-privacy = Privacy policy of { $processor }
fact-privacy-unknown = We found none.
fact-phone = Phone
fact-note = Good to know

## Ways on

way-letter = Write the message
    .hint = A text to send, with blanks for you to fill in
way-limits = Time limits
    .hint = Up to three short questions: how paid, where, when
way-nobody-answered = I asked and nobody answered
    .hint = Or they said no. The next one to turn to
way-mend = Something is wrong here
    .hint = Change the answer, see the sources, start again
way-change-category = Change what happened
way-change-processor = Change who took the money
way-instead = It was { $processor }
way-sources = Where does this come from?
way-start-again = Start again
    .hint = A new dispute
way-back = Back to the answer
way-on = Go on
way-change-limits = Change these three answers
way-not-sure = Not sure
mend-heading = What is wrong?
mend-intro = Choose what to change, or report a wrong contact.
fact-report = Report a wrong contact

## Time limits

paid-heading = How did you pay?
paid-credit-card = Credit card
paid-debit-card = Debit card
paid-paypal = PayPal
paid-direct-debit = Direct debit from the bank account
paid-bank-transfer = Bank transfer
paid-pay-later = Pay later or in instalments
paid-crypto = Crypto
where-heading = Where do you live?
where-eu = European Union, Iceland, Norway
where-uk = United Kingdom
where-us = United States
where-elsewhere = Somewhere else
when-heading = About when did you pay?
when-under-2-weeks = Less than 2 weeks ago
when-2-to-8-weeks = 2 to 8 weeks ago
when-8-weeks-to-4-months = 8 weeks to 4 months ago
when-4-to-6-months = 4 to 6 months ago
when-6-to-13-months = 6 to 13 months ago
when-longer = Longer ago
refine-why = Only a rough answer is needed. It is not kept.
limits-heading = Time limits that may matter
limits-intro = This is information with its source, not a verdict on your case. Ask the party itself for the exact day.
limits-facts-only = We know of no time limit for this, but of something else that matters.
limits-none = We know of no time limit for this. Asking the seller is still worth a try.
limit-may-run = May still run.
limit-look-today = Look at the date today.
limit-probably-over = Probably over.
limit-clock = { $length }, counted from { $start }.
limit-clock-at-most = { $length }, counted from { $start }; { $most } days at most.
length-days = { $days } days
length-months = { $months } months
length-years = { $years } years
limit-unconfirmed = Not confirmed, it may differ.
limit-age = As of { $month }.
limit-age-undated = Source without a date, collected in { $collected }.

## The message to send

letter-heading = A message to send
letter-intro = Copy it and fill in the blanks. We never see what you put in.
letter-to = Send it to { $party }.
letter =
    Hello,

    I bought [product] on [date] for [amount]. The order number is [order number], and the order's e-mail address is [e-mail].
    { $request }

    Please answer within { $days } working days.

    Kind regards
    {"["}name]
letter-about-a-charge =
    Hello,

    this is about a charge of [amount] on [date]. The line on my statement is: [statement line].
    { $request }

    Please answer within { $days } working days.

    Kind regards
    {"["}name]
letter-asked-before = I wrote to [who] on [date] before, without success.
letter-issuer =
    Hello,

    this is about the payment of [amount] on [date]. The line on my statement is: [statement line].
    { $request }

    I have contacted: [who and when]. I can send the messages.

    Kind regards
    {"["}name]
letter-issuer-at-once =
    Hello,

    this is about the payment of [amount] on [date]. The line on my statement is: [statement line].
    { $request }

    Kind regards
    {"["}name]
letter-complaint =
    Hello,

    on [date] I asked you to act on [what it is about]. I am not content with the result, because [reason].
    Please treat this as a complaint, and send me your final answer in writing.

    Kind regards
    {"["}name]
request-not-received = I paid, but the licence key or download has not come. Please send it, or refund the payment.
request-access = My key, licence or account does not work: [what happens]. Please restore it, or refund the payment.
request-not-as-described = The product does not do what was promised: [what is wrong]. Please mend it, or refund the payment.
request-refund-request = I would like my money back, because [reason]. [If a cancellation period still runs: I cancel this contract.]
request-refund-missing = I asked for a refund on [date], but it has not come. Please tell me when and where it was sent, or why it was refused.
request-charged-twice = I was charged twice: on [date] and on [date]. Please refund one of the two payments.
request-wrong-amount = The price was [price], but [amount] was charged. Please explain this, or refund the difference.
request-subscription = Please end my subscription and confirm it. Please also refund the payment of [date].
request-unrecognised-charge = I do not know this charge. Please tell me which product and order it belongs to.
request-unauthorised = I did not make this payment. Please stop further payments and refund this one.
request-developer-unauthorised = I did not make this payment. If a licence was issued for it, please block it.
request-developer-ended-recent = The name on the statement is of a company that no longer trades. Please tell me who takes payments for your products now.
request-developer-ended-years-ago = The company that took the payment no longer trades. Please send me my key again, or tell me what you can offer.
request-payment-failed = The order failed, but the money was charged or held. Please finish the order, or release the money.
request-invoice = Please send me an invoice made out to [billing name and address].
request-other = This is what happened: [what happened]. Please [what you want].
request-issuer-default = I did not get what I paid for: [what happened]. I ask you to dispute the payment.
request-issuer-charged-twice = I was charged twice for one purchase, and neither payment was refunded. I ask you to dispute one of them.
request-issuer-wrong-amount = The price was [price], but [amount] was charged. I ask you to dispute the difference.
request-issuer-refund-missing = A refund was due on [date], because [reason]. It has not come. I ask you to dispute the payment.
request-issuer-refund-request = I cancelled the purchase on [date], within the time limit. The money was not paid back. I ask you to dispute the payment.
request-issuer-subscription = I cancelled on [date], but was charged again. I ask you to dispute the payment.
request-issuer-payment-failed = The order failed, but the money was taken. I ask you to dispute the payment.
request-issuer-unauthorised = I did not make this payment. Please block further payments and dispute this one.
request-issuer-unrecognised-charge = I do not know this charge, and nobody could explain it to me. I ask you to dispute it.
request-issuer-ended-recent = The company named there no longer trades, and I do not know who took the money. I ask you to dispute it.

## Sources

sources-heading = Where does this come from?
sources-intro = We read stored copies of these pages, not the live pages. Nobody has checked them since.
source-label = { $name }: { $month }
source-undated = no date
source-weak = { $source } (weak source, it may be wrong)
source-weak-link = Weak source, it may be wrong.
source-not-encrypted = This page is known only without https, so the way to it is not encrypted.
source-gone = An old page of a company that is gone. It is not linked, because others may own it now.

## When something does not fit

heard-processor = We understood: { $processor }.
heard-nothing = We could not tell what you need. Choose below, or say it in other words.
heard-empty = Nothing arrived. Choose below, or write what happened.
# Whoever writes one of these, with commas between them, and nothing else goes one step back.
words-back = back, go back, one step back, undo, previous
no-such-choice = There is no such choice here. The numbers go from 1 to { $last }.
token-invalid-heading = This button is no longer valid
token-invalid = It comes from an older version, or a name in it has been removed. Please start again; it takes a minute.
sensitive-card-number = That looked like a card number. Nobody here needs it.
sensitive-iban = That looked like a bank account number. Nobody here needs it.
sensitive-password = That looked like a password. Nobody here needs it. Please change it where you use it.
sensitive-email = That looked like a private e-mail address. Nobody here needs it.
sensitive-in-form = We have not used or kept it.
sensitive-in-chat = We have not kept it, but it still stands in this chat. Please delete your message.
sensitive-in-channel = Others can read it here. Please see that the message is deleted now.
imitated = Careful: an address in this text is not { $processor }’s. Its own: { $addresses }. Do not pay or log in at another one.
imitated-ended = Careful: an address in this text is not { $processor }’s. That company has no address any more.
apology-heading = Something went wrong on our side
apology = It was nothing you did, and nothing is lost. Please start again, or write to { $operator }.

## Whose charge is this?

whose-heading = Most likely { $processor }
whose-ended = Is the charge new? At once: { $party }. { $ask }
whose-ended-old = Was it years ago? Ask the developer of the product.
whose-next = What went wrong? Choose below, and we say whom to ask.

## In public

panel-heading = Trouble with a software purchase?
panel-intro = No key, charged twice, or a charge that means nothing to you? We find out who took the money and whom to ask first.
panel-private = Only you see the answer. We keep no name and no text. We only count cases a week.
panel-start = Start
panel-not-allowed-heading = This needs a moderator
panel-not-allowed = Posting the panel needs the permission Manage Server. With /dispute you can begin at once, just for yourself.

## What is kept: said by the bot, by `recourse privacy` and in PRIVACY.md

privacy-heading = What this bot keeps
privacy-counted = One number for each week and each of { $kinds } kinds of dispute. With the first answer that you get, one of them goes up by one.
    .heading = What is counted
privacy-where = The numbers lie in one file, with whoever runs this bot; who that is and how to reach them stands below. Where several machines share the work, it is a database that also says how often each process has written. No number says whose disputes it counts, so yours cannot be looked up or deleted.
    .heading = Where it is kept, and by whom
privacy-how-long = For { $months } months each week has its own numbers. With the next count they are added up by quarter years. Those stay until whoever runs this bot deletes them.
    .heading = For how long
privacy-never = No name, no id, no text, no link, no company, no server and no time of day: the file refuses all but a week, a kind and a number, and a database learns no more. The log tells of faults, never of you. There are no cookies and no tracking.
    .heading = What is never kept
privacy-in-memory = Your text is read to answer it, and then dropped. Marks against doubles and floods stay for about { $minutes } minutes, scrambled with a secret of this run. A count waits { $window } milliseconds to be written, longer if the disk or database is busy; if the power fails then, it is lost.
    .heading = What is in memory for a while
privacy-discord = Discord keeps what you send through it; direct messages, yours and ours, stay in its history. Your choices so far are stored in the buttons, not with us. In a direct message we read the last { $messages } messages to find those buttons.
    .heading = What Discord keeps
privacy-linked-pages = The pages that we link have privacy policies of their own, and may set cookies. The first answer about a company links its policy, where we know it.
    .heading = Pages that we link
privacy-published = Whoever runs this bot may publish the numbers of weeks that are over. All below { $least } are hidden then, with so many others that no adding and taking away gives them.
    .heading = What may be published
privacy-check = The code is open. Set it up on your own machine as its README says, and run these three there. The last one works for any file that you are shown, not for a database.
    .heading = How to check it yourself
privacy-check-chat = Ask as a buyer would, with a name in it.
privacy-check-stats = See all that is left of it: one count more.
privacy-check-audit = Let every byte of the file be looked at. It says: counts alone.
privacy-in-a-file = The bot says this itself, with /{ $command }. Whoever runs one puts their own name and pages into config/bot.yaml.
fact-operator = Who runs this bot
fact-operator-contact = How to reach them

## Commands. The names are lower case, without spaces, 32 characters at most; descriptions have 100 at most.

command-dispute = dispute
    .description = Problem with a purchase? Find out whom to ask first
option-what = what
    .description = What went wrong
option-processor = processor
    .description = The company on your receipt or statement, if you know it
option-product = product
    .description = What you bought
command-whocharged = whocharged
    .description = Find out who is behind a line on your statement
option-text = text
    .description = The line from your statement, or the sender of the receipt. No card numbers
command-whose-charge = Whose charge is this?
command-privacy = privacy
    .description = See what this bot keeps, and what not
command-panel = panel
    .description = Post a lasting start button in this channel
command-recourse = recourse
    .description = For whoever runs this bot
command-status = status
    .description = How the bot is doing

## Discord

open-page = Open { $host }
tell-button = Type or paste
tell-how = To write or paste something, press “Type or paste”. Do not post it in the channel.
tell-title = In your own words
tell-label = What happened? Or paste a line
tell-description = No card number and no amount, please. Up to 200 characters.
tell-placeholder = The key never came · or: PADDLE.NET* EXAMPLE
choose = Choose …
facts-left-out = There is no room for { $number } more here.
too-many-heading = One moment, please
too-many = Too much came at once. Please wait half a minute, then try again. Your buttons still work.
status-not-allowed-heading = This is for whoever runs the bot
status-not-allowed = It only shows how the bot is doing. To begin a dispute, use /dispute.
status-heading = How the bot is doing
status-directory = Directory
status-directory-is = version { $version }: { $processors ->
    [one] { $processors } processor
   *[other] { $processors } processors
}, { $developers ->
    [one] { $developers } developer
   *[other] { $developers } developers
}, { $rules ->
    [one] { $rules } rule
   *[other] { $rules } rules
}
status-problems = Problems of the directory
status-not-taken = Errors for which the last change was not taken
status-problems-none = none
status-shards = Connections
status-shards-are = { $open } of { $all } open
status-uptime = Running for
status-uptime-is = { $days } days, { $hours } hours, { $minutes } minutes
status-pending = Counts waiting to be written
status-refused = Answers that Discord did not take

## The terminal

terminal-how = Type a number to choose, or write in your own words. Ctrl-D ends the chat.
terminal-bye = Goodbye. Nothing you wrote was kept.

## Errors of `recourse chat --json`

line-heading = This line was not understood
line-not-json = Write one JSON object on the line, with one of the keys open, say or press.
line-too-long = The line is too long. Write at most { $bytes } bytes.
