"""Questions and answers over a screen: each is closed with a value of one type, None when it is given up."""
