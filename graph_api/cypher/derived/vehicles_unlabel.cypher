// Label of owners that turned out to be natural persons. Apart from setting the other one,
// because the embedded engine cannot exchange the labels of a node in one transaction.
MATCH (o:Vehicle)
WHERE o.kind = 'PERSON'
REMOVE o:Vehicle
