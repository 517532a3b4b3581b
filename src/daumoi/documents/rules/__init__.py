"""Pure decisions about papers: numbers, ways, words, deadlines. No database, no clock."""
