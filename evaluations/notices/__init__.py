"""Who is told of what: a row for each person in the transaction of the act, a message a day, at once where it is urgent."""
