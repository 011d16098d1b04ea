"""The GraphQL schema; the word means nothing else here."""
