import smtplib


def chunked(rows):
    for start in range(0, len(rows), 100):
        yield rows[start : start + 100]


def deliver(server: smtplib.SMTP, text, recipients):
    for chunk in chunked(recipients):
        server.sendmail("list@example.org", chunk, text)
