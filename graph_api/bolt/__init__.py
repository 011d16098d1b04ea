"""The one seam to the graph: Bolt, to Neo4j or to the embedded engine."""
