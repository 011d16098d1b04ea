// Neo4j builds indexes in the background; wait until they answer.
CALL db.awaitIndexes(120)
