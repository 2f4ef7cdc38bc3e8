"""What is handed over of a path: the receipt, one page to print, and its due times as a calendar."""
