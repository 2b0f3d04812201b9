"""The portal: its users, in a database that stands for its LDAP."""
import csv
import sqlite3


def make_users(path, accounts):
    """From the accounts file of the demonstration. Everybody's password is their login."""
    users = sqlite3.connect(path)
    users.execute(
        "CREATE TABLE users (uid TEXT COLLATE NOCASE PRIMARY KEY, password TEXT NOT NULL, cn TEXT NOT NULL)"
    )
    with open(accounts, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            uid = row["Identifiant ENT"]
            users.execute(
                "INSERT OR IGNORE INTO users VALUES (?, ?, ?)", (uid, uid, f"{row['Prénom']} {row['Nom']}")
            )
    users.commit()
    users.close()
