### Jedes Wort, das ein Käufer auf Deutsch liest. Kurze Sätze, einfache Wörter, der nächste Schritt zuerst.
### Variablen sind Namen aus dem Verzeichnis oder Zahlen; nie kommt hier hinein, was ein Käufer geschrieben hat.

## Der Anfang

open-heading = Was ist bei Ihrem Kauf schiefgegangen?
open-intro = Schreiben Sie es mit eigenen Worten, oder wählen Sie. Wir finden heraus, wer das Geld bekam und wen Sie zuerst fragen.
open-promise = Wir schreiben Sie nie zuerst an und fragen nie nach Kartennummern. Wir behalten nur, wie viele Fälle es je Woche gab.
open-operator = Betrieben wird dieser Bot von: { $operator }.
fact-operator-privacy = Datenschutz
fact-operator-terms = Bedingungen

## Was schiefgehen kann

category-not-received = Schlüssel oder Download kam nie an
    .hint = Bezahlt, aber nichts wurde geliefert
category-access = Schlüssel, Lizenz oder Konto geht nicht
    .hint = Auch wenn verloren oder entzogen
category-not-as-described = Das Produkt ist nicht wie versprochen
    .hint = Es läuft nicht, oder eine Funktion fehlt
category-refund-request = Ich möchte mein Geld zurück
    .hint = Anders überlegt oder aus Versehen gekauft
category-refund-missing = Eine Erstattung kam nicht
    .hint = Versprochen, abgelehnt oder ignoriert
category-charged-twice = Es wurde doppelt abgebucht
    .hint = Zwei Zahlungen für eine Bestellung
category-wrong-amount = Der Betrag stimmt nicht
    .hint = Preis, Steuer oder Währung weichen ab
category-subscription = Ein Abo wurde verlängert oder endet nicht
    .hint = Verlängerung oder Kündigung
category-unrecognised-charge = Ich kenne diese Abbuchung nicht
    .hint = Die Zeile auf dem Auszug sagt Ihnen nichts
category-unauthorised = Jemand anders hat Karte oder Konto benutzt
    .hint = Die Zahlung ist nicht von Ihnen
category-payment-failed = Bestellung gescheitert, Geld weg
    .hint = Abgebucht oder vorgemerkt, obwohl es nicht klappte
category-invoice = Ich brauche eine Rechnung
    .hint = Sie fehlt oder ist falsch
category-other = Etwas anderes
    .hint = Jedes andere Problem mit einem Kauf

## Zwei, die leicht verwechselt werden

apart-unrecognised-charge-heading = Was trifft eher zu?
apart-unrecognised-charge-stay = Ich weiß nicht, wofür sie ist
    .hint = Die Abbuchung sagt Ihnen nichts
apart-unrecognised-charge-switch = Jemand anders hat damit bezahlt
    .hint = Sie sind sicher, dass jemand Karte oder Konto benutzt hat
apart-charged-twice-heading = Haben beide Bestellungen geklappt?
apart-charged-twice-stay = Ja, oder nicht sicher
    .hint = Zwei Zahlungen, ein Kauf
apart-charged-twice-switch = Nein, eine ist gescheitert
    .hint = Das Geld ist noch weg oder vorgemerkt
apart-refund-request-heading = War es eine Verlängerung?
apart-refund-request-stay = Nein, ich habe selbst gekauft
    .hint = Sie möchten Ihr Geld zurück
apart-refund-request-switch = Ja, von selbst verlängert
    .hint = Ein Abo lief weiter

## Wer das Geld bekam

processor-heading = Wer hat das Geld bekommen?
processor-intro = Der Name steht auf dem Beleg oder auf dem Kontoauszug. Wählen Sie ihn, oder fügen Sie ein, was Sie haben. Bitte keine Kartennummer.
processor-not-known = Das weiß ich nicht
clue-heading = Finden wir heraus, wer das Geld bekam
clue-intro =
    Fügen Sie eines davon ein, so wie es da steht:
    • die Zeile auf dem Konto- oder Kartenauszug
    • wer den Beleg geschickt hat: der Teil hinter dem @
    • die Adresse der Bezahlseite
    • die Bestellnummer
clue-leave-out = Lassen Sie Ihren Namen, Ihre E-Mail-Adresse und alle Kartennummern weg.
clue-none = Ich habe nichts davon
clue-go-on = Ohne das weitermachen
clue-list = Die Liste der Namen zeigen
clue-no-match = Dazu haben wir nichts gefunden. Es kann eine Firma sein, die wir noch nicht kennen, oder der Shop des Entwicklers selbst.
clue-how =
    So finden Sie es heraus:
    • Suchen Sie in Ihren Mails nach Betrag und Tag. Der Beleg nennt den Verkäufer.
    • Öffnen Sie die Zahlung in der App Ihrer Bank. Oft steht dort mehr als auf dem Auszug.
    • Bei PayPal zeigt die Zahlung, wer das Geld bekam.
candidate-heading = Meinen Sie { $processor }?
candidate-yes = Ja, { $processor }
candidate-no = Nein, jemand anders
candidates-heading = Ist es einer davon?
candidates-intro = Zur Sicherheit: Der Beleg nennt den Verkäufer.
candidates-none = Keiner davon
evidence-statement = Die Zeile auf dem Auszug passt.
evidence-sender = Der Absender des Belegs passt.
evidence-site = Die Adresse passt.
evidence-order-number = Die Bestellnummer hat die Form, die dort üblich ist.
evidence-name = Der Name passt.
evidence-statement-shown = Darin steht der Auszugstext { $shown }.
evidence-sender-shown = Der Absender gehört zu { $shown }.
evidence-site-shown = Darin steht eine Adresse von { $shown }.
evidence-order-number-shown = Darin steht eine Bestellnummer der Form { $shown }.
evidence-name-shown = Darin steht der Name { $shown }.
understood-certain = { $processor }, sicher. { $evidence }
understood-likely = { $processor }, wahrscheinlich. { $evidence }
understood-nobody = Es nennt niemanden, der das Geld genommen hat.
understood-category = Was schiefging: { $category }
understood-no-category = Von einem Streitfall steht nichts darin.
evidence-may = Es könnte dieser sein, aber der Hinweis ist schwach.

## Welches Produkt

product-heading = Welches Produkt war es?
product-intro = Wenn wir wissen, wer es gemacht hat, können wir den richtigen Kontakt nennen.
product-not-known = Ein anderes, oder nicht sicher

## Ein Name, unter dem niemand mehr handelt

ended-heading = Wann war die Zahlung?
ended-intro = { $processor } gibt es so nicht mehr. Was hilft, hängt davon ab, wann das Geld abging.
ended-intro-hedged = Soweit wir wissen, gibt es { $processor } nicht mehr. Was hilft, hängt davon ab, wann das Geld abging.
ended-recent = In den letzten Monaten
    .hint = Eine neue Abbuchung unter diesem Namen
ended-between = Länger her, bis zu zwei Jahre
    .hint = Oder nicht sicher
ended-years-ago = Vor Jahren
    .hint = Ein alter Kauf, ein verlorener Schlüssel

## Die Antwort: wer das ist

advice-heading = { $processor }: { $category }
is-merchant-of-record = Verkäufer ist { $processor }, nicht der Entwickler: Ihr Vertrag besteht mit { $processor }.
is-merchant-of-record-unsure = Meist ist { $processor } der Verkäufer, nicht der Entwickler. Ihr Beleg sagt, ob es so war.
is-merchant-of-record-maker = { $processor } verkauft eigene Produkte. Fragen Sie zuerst dort, es sei denn, Ihr Beleg nennt einen anderen Shop.
is-marketplace = Der Shop { $processor } hat Ihnen das verkauft. Er bekam das Geld und bearbeitet Erstattungen.
is-marketplace-unsure = Soweit wir wissen, hat Ihnen der Shop { $processor } das verkauft. Ihr Beleg nennt den Verkäufer.
is-marketplace-others = { $processor } betreibt den Shop. Verkäufer ist, wer auf Ihrem Beleg steht.
is-marketplace-maker = { $processor } verkauft eigene Produkte. Fragen Sie zuerst dort, es sei denn, Ihr Beleg nennt einen anderen Shop.
is-payment-service = { $processor } hat nur die Zahlung oder Lieferung abgewickelt. Verkauft hat der Anbieter auf Ihrem Beleg.
is-payment-service-unsure = Soweit wir wissen, ist { $processor } nicht der Verkäufer, nur ein Dienstleister. Ihr Beleg nennt den Verkäufer.
is-payment-facilitator = { $processor } nimmt Zahlungen für andere an. Verkauft hat der Anbieter auf Ihrem Beleg.
is-payment-facilitator-unsure = Soweit wir wissen, nimmt { $processor } Zahlungen für andere Firmen an. Ihr Beleg nennt den Verkäufer.
is-unknown = Wir wissen nicht, ob { $processor } der Verkäufer ist. Ihr Beleg nennt den Verkäufer.
is-not-known = Wir wissen noch nicht, wer das Geld bekam. Ihr Beleg nennt den Verkäufer.
charge-merchant-of-record = { $processor } verkauft für viele Hersteller. Statt ihrer Namen kann dieser auf dem Auszug stehen.
charge-merchant-of-record-unsure = Soweit wir wissen, verkauft { $processor } für viele Hersteller und steht dann statt ihrer auf dem Auszug.
charge-merchant-of-record-maker = { $processor } verkauft eigene Produkte. Dafür kann dieser Name auf dem Auszug stehen.
charge-marketplace = Das ist der Shop { $processor }. Für Käufe dort kann dieser Name auf dem Auszug stehen.
charge-marketplace-unsure = Soweit wir wissen, ist { $processor } ein Shop. Für Käufe dort kann dieser Name auf dem Auszug stehen.
charge-marketplace-others = Bei { $processor } verkaufen viele Personen und Firmen. Auf dem Auszug kann dieser Name an ihrer Stelle stehen.
charge-marketplace-maker = { $processor } verkauft eigene Produkte. Dafür kann dieser Name auf dem Auszug stehen.
charge-payment-service = { $processor } wickelt nur Zahlung oder Lieferung ab. Der Beleg sagt, wer etwas verkauft hat.
charge-payment-service-unsure = Soweit wir wissen, wickelt { $processor } nur Zahlung oder Lieferung für andere ab. Der Beleg sagt, wer etwas verkauft hat.
charge-payment-facilitator = { $processor } nimmt Zahlungen für andere Firmen an. Eine davon hat etwas verkauft; der Beleg sagt, welche.
charge-payment-facilitator-unsure = Soweit wir wissen, nimmt { $processor } Zahlungen für andere Firmen an. Der Beleg sagt, wer etwas verkauft hat.
charge-unknown = Wir wissen nicht, ob { $processor } ein Verkäufer ist. Der Beleg nennt den Verkäufer.
then-merchant-of-record = Als Sie kauften, war { $processor } wohl der Verkäufer.
then-marketplace = Als Sie kauften, war { $processor } der Shop.
then-payment-service = Als Sie kauften, hat { $processor } die Zahlung nur abgewickelt. Der Verkäufer ist die Firma auf Ihrem Beleg.
then-payment-facilitator = Als Sie kauften, nahm { $processor } die Zahlung für eine andere Firma an; Ihr Beleg nennt sie.
then-unknown = Ihr Beleg nennt den Verkäufer.
was-renamed = { $processor } heißt heute { $successor }.
was-renamed-since = { $processor } heißt seit { $since } { $successor }.
has-ended = { $processor } gibt es so nicht mehr. Meiden Sie die alten Seiten; sie können tot sein oder anderen gehören.
has-ended-hedged = Soweit wir wissen, gibt es { $processor } nicht mehr. Meiden Sie die alten Seiten; sie können tot sein oder anderen gehören.
owner-ended = Ob es { $processor } noch gibt, wissen wir nicht. Den Eigentümer { $owner } gibt es nicht mehr. Meiden Sie die alten Seiten.
may-have-ended = Ob es { $processor } noch gibt, wissen wir nicht.
namesake = Nicht zu verwechseln mit { $namesake }.
went-on-as = Was davon übrig ist, ging an { $successor }.
nobody-answered-so-far = Ihre Anfrage blieb ohne Erfolg. Das ist der nächste Schritt.
end-of-the-road = Sie haben alle gefragt, die handeln können. Es bleibt die Beschwerde bei einer öffentlichen Stelle.
end-of-the-road-nobody = Sie haben alle gefragt, die handeln können. Für Ihr Land kennen wir keine öffentliche Stelle. Suchen Sie nach der Verbraucherberatung dort.
end-of-the-road-alone = Bei einem so alten Kauf kann sonst niemand handeln. Suchen Sie einen neueren Eigentümer des Produkts: Die Website oder ein Forum kann ihn nennen.

## Die Antwort: was zu tun ist

lead-first = Zuerst: { $party }. { $ask }
lead-at-once = Sofort: { $party }. { $ask }
lead-then = Danach: { $party }. { $ask }
lead-last = Wenn das nicht hilft: { $party }. { $ask }
lead-only = Jetzt: { $party }. { $ask }
complain = Schriftliche Beschwerde an: { $party }. Eine öffentliche Stelle verlangt sie, bevor sie hilft.
allow-days = Geben Sie { $days } Werktage Zeit.
the-developer = der Entwickler
the-developer-named = { $name }, der Entwickler
the-merchant = der Anbieter auf dem Beleg
the-merchant-behind-a-charge = der Verkäufer hinter der Abbuchung
the-seller = der Verkäufer auf dem Beleg
the-processor = die Firma, die das Geld bekam
the-processor-renamed = { $successor } (früher { $processor })
the-issuer = { $paid ->
    [credit-card] die Bank, die Ihre Karte ausgegeben hat
    [debit-card] die Bank, die Ihre Karte ausgegeben hat
    [paypal] PayPal
    [direct-debit] Ihre Bank
    [bank-transfer] Ihre Bank
    [pay-later] der Anbieter der Ratenzahlung
    [crypto] sonst niemand
   *[other] Ihre Bank, Ihr Kartenanbieter oder PayPal
}
the-issuer-behind = die bei { $processor } hinterlegte Karte oder Bank
contact-developer-unknown = Siehe Beleg, Website des Produkts oder „Über …“ im Menü des Programms.
contact-merchant-unknown = Siehe Beleg. Auch die Zeile auf dem Auszug kann den Namen zeigen.
contact-seller-unknown = Siehe Beleg, oder schreiben Sie über den Shop.
the-new-owner = wem das Produkt heute gehört
contact-new-owner = Website oder Forum des Produkts, oder ein neueres Programm dieses Namens, kann es sagen.
contact-processor-unknown = Ein geprüfter Kontakt fehlt uns ({ $processor }). Vielleicht nennt der Beleg einen.
contact-processor-not-known = Der Beleg nennt sie, der Auszug vielleicht auch.
contact-issuer = { $paid ->
    [credit-card] Die Nummer auf der Rückseite der Karte oder die App der Bank
    [debit-card] Die Nummer auf der Rückseite der Karte oder die App der Bank
    [paypal] Die Konfliktlösungen in Ihrem PayPal-Konto
    [direct-debit] App oder Filiale Ihrer Bank
    [bank-transfer] App oder Filiale Ihrer Bank
    [pay-later] Die App, in der Sie den Plan sehen
    [crypto] Eine solche Stelle gibt es nicht
   *[other] Die Nummer auf der Rückseite der Karte, oder die App von Bank oder PayPal
}

merchant-unrecognised-charge = Ein zweiter Name in der Zeile, oft hinter einem Stern, ist meist der Verkäufer. Was hat er verkauft?
merchant-unrecognised-charge-crypto = Suchen Sie in Ihren Mails den Beleg. Er nennt den Verkäufer. Fragen Sie, was er verkauft hat.
developer-not-received = Bitten Sie um das, wofür Sie bezahlt haben, etwa Schlüssel oder Download.
developer-not-received-first = Bitten Sie um das, wofür Sie bezahlt haben, etwa Schlüssel oder Download. Dort geht es am schnellsten.
developer-access = Bitten Sie um einen neuen Schlüssel oder darum, Ihr Konto freizuschalten. Das geht nur dort.
developer-not-as-described = Sagen Sie, was nicht geht. Bitten Sie um Abhilfe oder Rückzahlung.
developer-refund-request = Bitten Sie um Rückzahlung, mit dem Grund in einer Zeile.
developer-refund-missing = Fragen Sie, ob und wann die Erstattung abging, und bei Ablehnung nach dem Grund.
developer-charged-twice = Schicken Sie Tag und Betrag beider Zahlungen. Bitten Sie darum, eine zu erstatten.
developer-wrong-amount = Schicken Sie den gezeigten Preis und den bezahlten Betrag. Bitten Sie um die Differenz.
developer-subscription = Bitten Sie darum, das Abo zu beenden und die letzte Zahlung zu erstatten.
developer-unrecognised-charge = Sobald Sie das Produkt kennen, fragen Sie nach der Bestellung.
developer-unauthorised = Nur wegen der Lizenz: Sagen Sie, dass ein Fremder gekauft hat, und ändern Sie dort Ihr Passwort.
developer-payment-failed = Die Bestellung scheiterte: Bitten Sie um Abschluss oder Storno.
developer-invoice = Bitten Sie um eine Rechnung auf Ihre Anschrift.
developer-other = Sagen Sie, was geschehen ist und was Sie möchten.
developer-years-ago = Bitten Sie um den alten oder einen neuen Schlüssel. Sonst kann wohl nur helfen, wem das Produkt heute gehört.
developer-years-ago-money = Fristen von Karten und Banken sind wohl vorbei. Fragen können Sie nur noch den Entwickler.
developer-years-ago-money-crypto = Eine Krypto-Zahlung lässt sich nicht rückgängig machen. Nur der Verkäufer kann Geld zurückschicken.
developer-new-owner = Fragen Sie, ob man dort alte Kunden übernimmt.
developer-ended-recent = Fragen Sie, ob man Ihre Bestellung kennt und wer heute Zahlungen für das Produkt annimmt.
developer-ended-line = Suchen Sie in Ihren Mails den Beleg jenes Tages. Nennt er ein Produkt, fragen Sie dessen Entwickler nach der Bestellung.

processor-not-received = Sagen Sie, dass nichts ankam. Bitten Sie um Lieferung oder Erstattung.
processor-access = Bitten Sie um die Bestelldaten und einen gültigen Schlüssel, oder um Ihr Geld zurück.
processor-not-as-described = Melden Sie, was nicht geht. Bitten Sie um Abhilfe oder Erstattung.
processor-refund-request = Bitten Sie um Erstattung. Nennen Sie Bestellnummer und Grund.
processor-refund-missing = Fragen Sie, ob und wann die Erstattung abging, und bei Ablehnung nach dem Grund.
processor-charged-twice = Dort sieht man beide Zahlungen. Bitten Sie darum, eine zu erstatten.
processor-wrong-amount = Dort sieht man Preis, Steuer und Währung. Bitten Sie um Erklärung oder um die Differenz.
processor-subscription = Kündigen Sie dort. Bitten Sie dann um Erstattung der letzten Zahlung.
processor-unrecognised-charge = Suchen Sie die Abbuchung dort, oder fragen Sie, für welches Produkt sie war.
processor-unrecognised-charge-no-look-up = Sehen Sie in Ihrem Konto dort nach, oder fragen Sie, für welches Produkt die Abbuchung war.
processor-unrecognised-charge-no-contact = Suchen Sie in Ihren Mails einen Beleg dieser Firma. Er nennt das Produkt.
processor-unauthorised = Melden Sie, dass die Zahlung nicht von Ihnen ist, und ändern Sie dort Ihr Passwort. Bitten Sie um Erstattung.
processor-payment-failed = Fragen Sie, ob das Geld abging oder vorgemerkt ist. Bitten Sie um Abschluss oder Storno.
processor-invoice = Bitten Sie um eine Rechnung auf Ihre Anschrift. Ausstellen kann sie, wer das Geld bekam.
processor-other = Dort wurde bezahlt. Sagen Sie, was geschehen ist und was Sie möchten.
processor-default-no-contact = Nennt Ihr Beleg einen Kontakt, fragen Sie dort.
processor-ended = Dorthin ging, was übrig war. Fragen Sie, ob die Bestellung dort zu finden ist.

service-default = Hilft der Verkäufer nicht, fragen Sie, ob man dort helfen kann.
service-default-paypal = Hilft der Verkäufer nicht, eröffnen Sie dort einen Konflikt.
service-default-no-contact = Fragen Sie dort nur, wenn Ihr Beleg einen Kontakt nennt.
service-default-pay-later = Melden Sie das Problem in der App. Bitten Sie darum, den Zahlungsplan ruhen zu lassen, bis es geklärt ist.
service-default-wallet = Hilft der Verkäufer nicht, bitten Sie dort um Klärung.
service-subscription = Lässt sich die automatische Zahlung dort beenden, tun Sie es.
service-unrecognised-charge = Suchen Sie die Zahlung dort; dann sehen Sie, wer das Geld bekam.
service-unrecognised-charge-no-look-up = Fragen Sie dort, wer das Geld bekam.
service-unrecognised-charge-no-contact = Suchen Sie in Ihren Mails den Beleg jenes Tages. Er nennt den Verkäufer.
service-unauthorised = Melden Sie, dass die Zahlung nicht von Ihnen ist, und ändern Sie dort Ihr Passwort.
service-payment-failed = Fragen Sie, ob das Geld abging oder nur vorgemerkt ist.
service-invoice = Dort sehen Sie, wer das Geld bekam. Die Rechnung selbst kommt vom Verkäufer.

issuer-default = { $paid ->
    [paypal] Melden Sie dort einen Konflikt. Wenn Sie das tun, wenden Sie sich nicht zugleich an die Bank Ihrer Karte.
    [bank-transfer] Fragen Sie, ob sich die Überweisung zurückrufen lässt. Meist muss die Gegenseite zustimmen.
    [direct-debit] Lassen Sie die Lastschrift zurückgeben. Der Vertrag endet dadurch nicht.
    [pay-later] Melden Sie das Problem dort und bitten Sie darum, den Plan anzuhalten.
    [crypto] Eine Krypto-Zahlung lässt sich nicht zurückholen. Nur der Verkäufer kann sie zurückschicken.
   *[other] Bitten Sie um Rückbuchung (Chargeback): Die Bank versucht, das Geld zurückzuholen. Das kann Lizenz oder Konto kosten.
}
issuer-refund-request = Nur wenn Sie ein Widerrufsrecht hatten, es rechtzeitig nutzten und nichts zurückkam: Bitten Sie um Rückbuchung.
issuer-unauthorised = Sagen Sie, dass die Zahlung nicht von Ihnen ist. Bitten Sie darum, Karte oder Konto zu sperren, und reklamieren Sie die Zahlung.
issuer-unrecognised-charge = Kann niemand die Abbuchung erklären, melden Sie sie als unbekannt und reklamieren Sie sie.
issuer-payment-failed = Bleibt es vorgemerkt oder wird es abgebucht, reklamieren Sie es dort.
issuer-ended-recent = Eine neue Abbuchung unter diesem Namen ist sehr wahrscheinlich unberechtigt. Melden und reklamieren Sie sie.
issuer-ended-recent-hedged = Eine neue Abbuchung unter diesem Namen ist vermutlich unberechtigt. Melden und reklamieren Sie sie.
issuer-ended-recent-namesake = Ist die Abbuchung nicht von der anderen Firma, ist sie sehr wahrscheinlich unberechtigt. Melden und reklamieren Sie sie.

check-at-home = Prüfen Sie auch: War es ein Kauf in der Familie, ein Probeabo oder eine Verlängerung?
wait-for-the-hold = Bevor Sie schreiben: Vorgemerktes Geld kommt meist in Tagen zurück. Handeln Sie, wenn es nach einer Woche fehlt.
right-may-exist = In der EU und im Vereinigten Königreich kann es ein Widerrufsrecht geben. Siehe „Fristen“.
dispute-there = Beanstanden können Sie das dort bis { $length } nach { $start }.
do-it-today = Tun Sie es heute: Wer wartet, kann die Erstattung verlieren.
limits-may-be-over = Die Fristen dort können schon vorbei sein. Ihre Bank weiß es.
earliest-limit = Kürzeste bekannte Frist: { $length } ab { $start } ({ $name }).
have-in-hand = Bereithalten: { $items }.

item-order-number = die Bestellnummer
item-email = die E-Mail-Adresse der Bestellung
item-date = den Tag der Zahlung
item-amount = den Betrag
item-last-four = die letzten vier Ziffern der Karte
item-receipt = den Beleg
item-statement-line = die Zeile auf dem Auszug
item-product = den Namen des Produkts
item-account = Ihren Kontonamen ({ $processor })
item-transaction-id = die Transaktionsnummer
item-reason = einen Satz zum Geschehen
item-messages = den bisherigen Schriftwechsel
item-billing-details = die Rechnungsanschrift

## Die Antwort: wie alt sie ist

age-verified = Zu { $name }: geprüft am { $day }.
age-dated = Zu { $name }: nach Quellen bis { $month }.
age-dated-collected = Zu { $name }: nach Quellen bis { $month }, teils ohne Datum, gesammelt im { $collected }.
age-undated = Zu { $name }: nach Quellen ohne Datum, gesammelt im { $collected }.
age-nothing-found = Zu { $name }: Wir haben im { $collected } gesucht und keine Quelle gefunden. Wir kennen nur den Namen.
age-none = Das ist allgemeiner Rat, denn die Firma kennen wir noch nicht. Fakten über sie haben wir keine.

fact-legal-seller = Verkäufer laut Vertrag
fact-legal-seller-then = Damaliger Verkäufer
fact-legal-seller-unknown = Welche Firma genau, wissen wir nicht. Ihr Beleg nennt sie.
fact-legal-seller-merchant = Der Anbieter auf Ihrem Beleg
fact-runs-it = Die Firma dahinter
fact-sold-through = Manchmal verkauft von
fact-sold-through-names = { $names }. Steht das auf Ihrem Beleg, fragen Sie dort.
fact-paid-through = Bezahlt über
fact-paid-through-names = Auf dem Auszug kann { $names } stehen.
fact-refunds = Erstattung
fact-refunds-unknown = Wir haben keine veröffentlichte Regel gefunden.
fact-order-lookup = Bestellung suchen
fact-owner = Gehört zu
fact-owner-then = Gehörte zu
fact-privacy = Datenschutzerklärung ({ $processor })
fact-privacy-unknown = Keine gefunden.
fact-phone = Telefon
fact-note = Gut zu wissen

## Wie es weitergeht

way-letter = Nachricht schreiben
    .hint = Ein Text zum Senden, mit Lücken zum Ausfüllen
way-limits = Fristen
    .hint = Bis zu drei kurze Fragen: wie bezahlt, wo, wann
way-nobody-answered = Ich habe gefragt, niemand antwortet
    .hint = Oder ein Nein bekommen. An wen Sie sich als Nächstes wenden
way-mend = Hier stimmt etwas nicht
    .hint = Antwort ändern, Quellen sehen, neu beginnen
way-change-category = Ändern, was geschehen ist
way-change-processor = Ändern, wer das Geld bekam
way-instead = Es war { $processor }
way-sources = Woher kommt das?
way-start-again = Neu beginnen
    .hint = Ein neuer Fall
way-back = Zurück zur Antwort
way-on = Weiter
way-change-limits = Diese drei Antworten ändern
way-not-sure = Nicht sicher
mend-heading = Was stimmt nicht?
mend-intro = Wählen Sie, was zu ändern ist, oder melden Sie einen falschen Kontakt.
fact-report = Falschen Kontakt melden

## Fristen

paid-heading = Wie haben Sie bezahlt?
paid-credit-card = Kreditkarte
paid-debit-card = Debitkarte
paid-paypal = PayPal
paid-direct-debit = Lastschrift vom Konto
paid-bank-transfer = Überweisung
paid-pay-later = Später oder in Raten
paid-crypto = Krypto
where-heading = Wo leben Sie?
where-eu = Europäische Union, Island, Norwegen
where-uk = Vereinigtes Königreich
where-us = USA
where-elsewhere = Anderswo
when-heading = Wann etwa haben Sie bezahlt?
when-under-2-weeks = Vor weniger als 2 Wochen
when-2-to-8-weeks = Vor 2 bis 8 Wochen
when-8-weeks-to-4-months = Vor 8 Wochen bis 4 Monaten
when-4-to-6-months = Vor 4 bis 6 Monaten
when-6-to-13-months = Vor 6 bis 13 Monaten
when-longer = Länger her
refine-why = Eine ungefähre Antwort reicht. Sie wird nicht gespeichert.
limits-heading = Fristen, auf die es ankommen kann
limits-intro = Das sind Auskünfte mit Quelle, kein Urteil über Ihren Fall. Den genauen Tag nennt Ihnen die Stelle selbst.
limits-facts-only = Eine Frist kennen wir dafür nicht, aber etwas anderes, auf das es ankommt.
limits-none = Dafür kennen wir keine Frist. Den Verkäufer zu fragen lohnt sich trotzdem.
limit-may-run = Läuft vielleicht noch.
limit-look-today = Prüfen Sie heute das Datum.
limit-probably-over = Vermutlich abgelaufen.
limit-clock = { $length }, gerechnet ab { $start }.
limit-clock-at-most = { $length }, gerechnet ab { $start }; höchstens { $most } Tage.
length-days = { $days } Tage
length-months = { $months } Monate
length-years = { $years } Jahre
limit-unconfirmed = Nicht bestätigt, es kann abweichen.
limit-age = Stand: { $month }.
limit-age-undated = Quelle ohne Datum, gesammelt im { $collected }.

## Die Nachricht zum Senden

letter-heading = Eine Nachricht zum Senden
letter-intro = Kopieren Sie sie und füllen Sie die Lücken aus. Was Sie eintragen, sehen wir nie.
letter-to = Empfänger: { $party }.
letter =
    Guten Tag,

    ich habe am [Datum] [Produkt] für [Betrag] gekauft. Die Bestellnummer ist [Bestellnummer], die E-Mail-Adresse der Bestellung ist [E-Mail].
    { $request }

    Bitte antworten Sie binnen { $days } Werktagen.

    Mit freundlichen Grüßen
    {"["}Name]
letter-about-a-charge =
    Guten Tag,

    es geht um eine Abbuchung von [Betrag] am [Datum]. Auf meinem Auszug steht: [Zeile].
    { $request }

    Bitte antworten Sie binnen { $days } Werktagen.

    Mit freundlichen Grüßen
    {"["}Name]
letter-asked-before = Ich habe am [Datum] schon an [wen] geschrieben, ohne Erfolg.
letter-issuer =
    Guten Tag,

    es geht um die Zahlung von [Betrag] am [Datum]. Die Zeile auf meinem Auszug lautet: [Zeile].
    { $request }

    Ich habe mich gewandt an: [wen und wann]. Die Nachrichten kann ich zeigen.

    Mit freundlichen Grüßen
    {"["}Name]
letter-issuer-at-once =
    Guten Tag,

    es geht um die Zahlung von [Betrag] am [Datum]. Die Zeile auf meinem Auszug lautet: [Zeile].
    { $request }

    Mit freundlichen Grüßen
    {"["}Name]
letter-complaint =
    Guten Tag,

    am [Datum] habe ich Sie gebeten, tätig zu werden: [worum es geht]. Mit dem Ergebnis bin ich nicht einverstanden, weil [Grund].
    Bitte behandeln Sie dies als Beschwerde und antworten Sie mir abschließend schriftlich.

    Mit freundlichen Grüßen
    {"["}Name]
request-not-received = Ich habe bezahlt, aber Lizenzschlüssel oder Download sind nicht gekommen. Bitte schicken Sie sie, oder erstatten Sie die Zahlung.
request-access = Mein Schlüssel, meine Lizenz oder mein Konto geht nicht: [was geschieht]. Bitte stellen Sie den Zugang her, oder erstatten Sie die Zahlung.
request-not-as-described = Das Produkt tut nicht, was versprochen war: [was nicht stimmt]. Bitte schaffen Sie Abhilfe, oder erstatten Sie die Zahlung.
request-refund-request = Ich möchte mein Geld zurück, weil [Grund]. [Falls die Widerrufsfrist noch läuft: Hiermit widerrufe ich den Vertrag.]
request-refund-missing = Am [Datum] habe ich um Erstattung gebeten, sie kam aber nicht. Bitte sagen Sie mir, wann und wohin sie ging oder warum Sie ablehnen.
request-charged-twice = Es wurde doppelt abgebucht: am [Datum] und am [Datum]. Bitte erstatten Sie eine der beiden Zahlungen.
request-wrong-amount = Der Preis war [Preis], abgebucht wurden aber [Betrag]. Bitte erklären Sie das, oder erstatten Sie die Differenz.
request-subscription = Bitte beenden Sie mein Abo und bestätigen Sie das. Bitte erstatten Sie auch die Zahlung vom [Datum].
request-unrecognised-charge = Ich kenne diese Abbuchung nicht. Bitte nennen Sie mir Produkt und Bestellung dazu.
request-unauthorised = Diese Zahlung ist nicht von mir. Bitte stoppen Sie weitere Zahlungen und erstatten Sie diese.
request-developer-unauthorised = Diese Zahlung ist nicht von mir. Falls dafür eine Lizenz ausgestellt wurde, sperren Sie sie bitte.
request-developer-ended-recent = Die Firma, deren Name auf dem Auszug steht, gibt es nicht mehr. Bitte sagen Sie mir, wer heute die Zahlungen für Ihre Produkte annimmt.
request-developer-ended-years-ago = Die Firma, die die Zahlung annahm, gibt es nicht mehr. Bitte schicken Sie mir meinen Schlüssel noch einmal, oder sagen Sie, was möglich ist.
request-payment-failed = Die Bestellung kam nicht zustande, das Geld wurde aber abgebucht oder vorgemerkt. Bitte schließen Sie sie ab, oder geben Sie das Geld frei.
request-invoice = Bitte schicken Sie mir eine Rechnung auf [Name und Anschrift].
request-other = Folgendes ist geschehen: [was geschehen ist]. Bitte [was Sie möchten].
request-issuer-default = Ich habe nicht bekommen, wofür ich bezahlt habe: [was geschehen ist]. Ich reklamiere diese Zahlung und bitte um Rückbuchung.
request-issuer-charged-twice = Ein Kauf wurde doppelt abgebucht, und keine der beiden Zahlungen wurde erstattet. Ich reklamiere eine davon und bitte um Rückbuchung.
request-issuer-wrong-amount = Vereinbart waren [Preis], abgebucht wurden [Betrag]. Ich reklamiere die Differenz und bitte um Rückbuchung.
request-issuer-refund-missing = Am [Datum] war eine Erstattung fällig, weil [Grund]. Sie ist nicht eingegangen. Ich reklamiere diese Zahlung und bitte um Rückbuchung.
request-issuer-refund-request = Ich habe den Kauf am [Datum] innerhalb der Frist widerrufen. Das Geld wurde nicht erstattet. Ich reklamiere diese Zahlung und bitte um Rückbuchung.
request-issuer-subscription = Ich habe am [Datum] gekündigt; danach wurde erneut abgebucht. Ich reklamiere diese Zahlung und bitte um Rückbuchung.
request-issuer-payment-failed = Die Bestellung kam nicht zustande, der Betrag wurde trotzdem abgebucht. Ich reklamiere diese Zahlung und bitte um Rückbuchung.
request-issuer-unauthorised = Diese Zahlung ist nicht von mir. Bitte sperren Sie weitere Zahlungen. Ich reklamiere diese Zahlung und bitte um Erstattung.
request-issuer-unrecognised-charge = Ich kenne diese Abbuchung nicht, und niemand konnte sie mir erklären. Ich reklamiere sie und bitte um Rückbuchung.
request-issuer-ended-recent = Die Firma, die dort steht, gibt es nicht mehr, und ich weiß nicht, wer das Geld nahm. Ich reklamiere diese Zahlung und bitte um Rückbuchung.

## Quellen

sources-heading = Woher kommt das?
sources-intro = Wir haben gespeicherte Kopien dieser Seiten gelesen, nicht die Seiten selbst. Seitdem hat sie niemand geprüft.
source-label = { $name }: { $month }
source-undated = ohne Datum
source-weak = { $source } (schwache Quelle, sie kann irren)
source-weak-link = Schwache Quelle, sie kann irren.
source-not-encrypted = Diese Seite ist nur ohne https bekannt; der Weg dorthin ist nicht verschlüsselt.
source-gone = Eine alte Seite einer Firma, die es nicht mehr gibt. Ohne Link, weil sie heute anderen gehören kann.

## Wenn etwas nicht passt

heard-processor = Verstanden: { $processor }.
heard-nothing = Das konnten wir nicht zuordnen. Wählen Sie unten, oder sagen Sie es anders.
heard-empty = Es kam nichts an. Wählen Sie unten, oder schreiben Sie, was geschehen ist.
# Wer eins davon schreibt (dazwischen Kommas) und sonst nichts, kommt einen Schritt zurück.
words-back = zurück, geh zurück, gehe zurück, einen schritt zurück, rückgängig
no-such-choice = Diese Nummer gibt es hier nicht. Die Nummern gehen von 1 bis { $last }.
token-invalid-heading = Diese Schaltfläche gilt nicht mehr
token-invalid = Sie stammt von einer älteren Version, oder ein Name darin wurde entfernt. Bitte beginnen Sie neu; es dauert eine Minute.
sensitive-card-number = Das sah nach einer Kartennummer aus. Hier braucht sie niemand.
sensitive-iban = Das sah nach einer Kontonummer aus. Hier braucht sie niemand.
sensitive-password = Das sah nach einem Passwort aus. Hier braucht es niemand. Bitte ändern Sie es dort, wo Sie es benutzen.
sensitive-email = Das sah nach einer privaten E-Mail-Adresse aus. Hier braucht sie niemand.
sensitive-in-form = Wir haben nichts davon ausgewertet oder behalten.
sensitive-in-chat = Wir haben nichts davon behalten, aber es steht noch in diesem Chat. Bitte löschen Sie Ihre Nachricht.
sensitive-in-channel = Andere können es hier lesen. Bitte sorgen Sie dafür, dass die Nachricht jetzt gelöscht wird.
imitated = Vorsicht: Eine Adresse in diesem Text gehört nicht zu { $processor }. Echt sind: { $addresses }. Bezahlen Sie bei keiner anderen, und melden Sie sich dort nicht an.
imitated-ended = Vorsicht: Eine Adresse in diesem Text gehört nicht zu { $processor }. Diese Firma hat keine Adresse mehr.
apology-heading = Bei uns ging etwas schief
apology = Es lag nicht an Ihnen, und nichts ist verloren. Bitte beginnen Sie neu, oder schreiben Sie an: { $operator }.

## Von wem ist diese Abbuchung?

whose-heading = Höchstwahrscheinlich { $processor }
whose-ended = Ist die Abbuchung neu? Sofort: { $party }. { $ask }
whose-ended-old = War es vor Jahren? Fragen Sie den Entwickler des Produkts.
whose-next = Was ist schiefgegangen? Wählen Sie unten, dann sagen wir, wen Sie fragen.

## Öffentlich

panel-heading = Ärger mit einem Softwarekauf?
panel-intro = Kein Schlüssel, doppelt abgebucht oder eine Abbuchung, die Ihnen nichts sagt? Wir finden heraus, wer das Geld bekam und wen Sie zuerst fragen.
panel-private = Nur Sie sehen die Antwort. Wir behalten weder Namen noch Text und zählen nur die Fälle je Woche.
panel-start = Anfangen
panel-not-allowed-heading = Das kann nur die Moderation
panel-not-allowed = Dafür braucht man das Recht „Server verwalten“. Mit /reklamation können Sie gleich anfangen, nur für sich.

## Was behalten wird: es sagen der Bot, `recourse privacy` und PRIVACY.md

privacy-heading = Was dieser Bot behält
privacy-counted = Eine Zahl für jede Woche und jede von { $kinds } Arten von Fällen. Mit der ersten Antwort, die Sie bekommen, steigt eine davon um eins.
    .heading = Was gezählt wird
privacy-where = Die Zahlen liegen in einer Datei bei denen, die diesen Bot betreiben; wer das ist und wie Sie sie erreichen, steht unten. Teilen sich mehrere Rechner die Arbeit, ist es eine Datenbank, in der neben den Zahlen steht, wie oft jeder Prozess geschrieben hat. Keine Zahl sagt, wessen Fälle sie zählt; Ihren können wir also weder nachsehen noch löschen.
    .heading = Wo und bei wem
privacy-how-long = Jede Woche hat { $months } Monate lang eigene Zahlen. Mit der nächsten Zählung werden sie zu Vierteljahren zusammengezählt. Diese bleiben, bis die Betreiber sie löschen.
    .heading = Wie lange
privacy-never = Kein Name, keine Kennung, kein Text, kein Link, keine Firma, kein Server und keine Uhrzeit: Die Datei nimmt nur Woche, Art und Anzahl an, und mehr erfährt auch eine Datenbank nicht von Ihrem Fall. Das Protokoll nennt Fehler, nie etwas über Sie. Es gibt keine Cookies und kein Tracking.
    .heading = Was nie behalten wird
privacy-in-memory = Ihr Text wird für die Antwort gelesen und dann verworfen. Merkzeichen gegen Doppeltes und Überflutung bleiben etwa { $minutes } Minuten, unkenntlich durch ein Geheimnis dieses Programmlaufs. Eine Zählung wartet { $window } Millisekunden auf das Schreiben, bei belegter Festplatte oder Datenbank länger; fällt dann der Strom aus, ist sie verloren.
    .heading = Was eine Weile im Speicher ist
privacy-discord = Discord behält, was Sie darüber senden; Direktnachrichten, Ihre und unsere, bleiben in dessen Verlauf. Ihre Auswahl bisher steckt in den Schaltflächen, nicht bei uns. In einer Direktnachricht lesen wir die letzten { $messages } Nachrichten, um diese Schaltflächen zu finden.
    .heading = Was Discord behält
privacy-linked-pages = Die verlinkten Seiten haben eigene Datenschutzerklärungen und setzen vielleicht Cookies. Die erste Antwort zu einer Firma verlinkt deren Erklärung, wo wir sie kennen.
    .heading = Verlinkte Seiten
privacy-published = Die Betreiber dürfen die Zahlen vergangener Wochen veröffentlichen. Alle unter { $least } werden dann verborgen, und so viele andere, dass kein Zusammenzählen und Abziehen sie ergibt.
    .heading = Was veröffentlicht werden kann
privacy-check = Der Code ist offen. Richten Sie ihn auf Ihrem Rechner ein, wie seine README es sagt, und führen Sie dort diese drei Befehle aus. Der letzte gilt für jede Datei, die man Ihnen zeigt, nicht für eine Datenbank.
    .heading = Wie Sie das selbst prüfen
privacy-check-chat = Fragen, wie Käufer es tun, mit einem Namen darin.
privacy-check-stats = Alles sehen, was davon bleibt: eine Zählung mehr.
privacy-check-audit = Jedes Byte der Datei ansehen lassen. Das Ergebnis: nur Zahlen („counts alone“).
privacy-in-a-file = Das sagt der Bot selbst, mit /{ $command }. Wer einen betreibt, trägt Namen und Seiten in config/bot.yaml ein.
fact-operator = Wer diesen Bot betreibt
fact-operator-contact = So erreichen Sie die Betreiber

## Befehle. Die Namen sind klein geschrieben, ohne Leerzeichen, höchstens 32 Zeichen; Beschreibungen höchstens 100.

command-dispute = reklamation
    .description = Problem mit einem Kauf? Herausfinden, wen Sie zuerst fragen
option-what = was
    .description = Was schiefgegangen ist
option-processor = anbieter
    .description = Die Firma auf dem Beleg oder Kontoauszug, falls bekannt
option-product = produkt
    .description = Was Sie gekauft haben
command-whocharged = wer-hat-abgebucht
    .description = Herausfinden, wer hinter einer Zeile auf dem Kontoauszug steht
option-text = text
    .description = Die Zeile vom Kontoauszug oder der Absender des Belegs. Keine Kartennummern
command-whose-charge = Von wem ist diese Abbuchung?
command-privacy = datenschutz
    .description = Sehen, was dieser Bot behält und was nicht
command-panel = startknopf
    .description = Einen bleibenden Startknopf in diesen Kanal stellen
command-recourse = recourse
    .description = Für die Betreiber dieses Bots
command-status = status
    .description = Wie es dem Bot geht

## Discord

open-page = { $host } öffnen
tell-button = Tippen oder einfügen
tell-how = Zum Schreiben oder Einfügen drücken Sie „Tippen oder einfügen“. Schreiben Sie es nicht in den Kanal.
tell-title = Mit eigenen Worten
tell-label = Was ist passiert? Oder eine Zeile einfügen
tell-description = Bitte keine Kartennummer und keinen Betrag. Bis zu 200 Zeichen.
tell-placeholder = Schlüssel kam nie · oder: PADDLE.NET* BEISPIEL
choose = Auswählen …
facts-left-out = Für { $number } weitere ist hier kein Platz.
too-many-heading = Einen Moment, bitte
too-many = Es kam zu viel auf einmal. Bitte warten Sie eine halbe Minute, und versuchen Sie es dann noch einmal. Ihre Schaltflächen gelten weiter.
status-not-allowed-heading = Das ist nur für die Betreiber des Bots
status-not-allowed = Hier steht nur, wie es dem Bot geht. Einen Fall beginnen Sie mit /reklamation.
status-heading = Wie es dem Bot geht
status-directory = Verzeichnis
status-directory-is = Fassung { $version }: { $processors } Anbieter, { $developers } Entwickler, { $rules } Regeln
status-problems = Mängel des Verzeichnisses
status-not-taken = Fehler, derentwegen die letzte Änderung nicht gilt
status-problems-none = keine
status-shards = Verbindungen
status-shards-are = { $open } von { $all } offen
status-uptime = Läuft seit
status-uptime-is = { $days } Tagen, { $hours } Stunden, { $minutes } Minuten
status-pending = Zählungen, die noch geschrieben werden
status-refused = Antworten, die Discord nicht annahm

## Das Terminal

terminal-how = Wählen Sie mit einer Nummer, oder schreiben Sie mit eigenen Worten. Strg-D beendet das Gespräch.
terminal-bye = Auf Wiedersehen. Was Sie schrieben, wurde nicht gespeichert.

## Fehler von `recourse chat --json`

line-heading = Diese Zeile wurde nicht verstanden
line-not-json = Schreiben Sie ein JSON-Objekt in die Zeile, mit einem der Schlüssel open, say oder press.
line-too-long = Die Zeile ist zu lang. Höchstens { $bytes } Bytes.
