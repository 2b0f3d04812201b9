"""Reads a calendar with an independent library, and says what it found: how many events, the first and
the last one, and the offsets from UTC that occur with each month."""

import sys

import icalendar

calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
events = [event for event in calendar.walk("VEVENT")]
starts = sorted(event["DTSTART"].dt for event in events)
uids = {str(event["UID"]) for event in events}
offsets = sorted({f"{start.month:02}{start.strftime('%z')}" for start in starts})
print(len(events), len(uids), starts[0].isoformat(), starts[-1].isoformat(), " ".join(offsets))
