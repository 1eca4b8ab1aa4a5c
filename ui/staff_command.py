"""`eduplan staff`: accounts for the staff area of the chat."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace

from assistant.settings import Settings
from ui.accounts import AccountError, Accounts, hashed
from ui.office import state_folder
from ui.past import staff_owner
from ui.workspace import open_conversations, store_where


def staff(args: Namespace, settings: Settings) -> int:
    """Do ``args.action``. AccountError where it cannot be done."""
    accounts = Accounts(state_folder(settings, store_where(args, settings)), settings.staff)
    if args.action == "list":
        return _say(*(accounts.all() or ["no account yet: `eduplan staff add NAME` makes one"]))
    if not args.name:
        raise AccountError(f"name the account: eduplan staff {args.action} NAME")
    if args.action == "remove":
        accounts.remove(args.name)
        open_conversations(args, settings).clear(
            staff_owner(args.name)
        )  # nobody who gets the name later shall read them
        return _say(f"removed {args.name} from {accounts.file}")
    password = _password(args.name)
    if args.action == "hash":
        return _say(f"{args.name}:{hashed(password)}")
    accounts.add(args.name, password)
    return _say(f"{args.name} can log in at /staff of the chat; kept in {accounts.file}")


def _password(name: str) -> str:
    """Typed twice at a terminal, else the first line of standard input; never an argument, which others can see."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass(f"Password for {name}: ")
    if password != getpass.getpass("Again: "):
        raise AccountError("the two passwords differ: try again")
    return password


def _say(*lines: str) -> int:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0
