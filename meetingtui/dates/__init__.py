"""Today, the ROC calendar, working days and periods: the only place that knows them."""
