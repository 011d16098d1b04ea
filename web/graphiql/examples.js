// The tabs GraphiQL opens with, in this order. Each operation is named: the name titles its tab.

const clusters = `# Who, really, is buying or selling together?
#
# A person and their trusts, partnerships and
# LLCs count once. insiderCountMin and -Max say
# how far the count could move if uncertain
# links were right or wrong. Each link quotes
# the filing it comes from.

query Clusters {
  clusters(first: 5) {
    totalCount
    edges {
      node {
        issuer { name ticker sector { name } }
        direction
        insiderCount
        insiderCountMin
        insiderCountMax
        reportingOwnerCount
        totalValue
        firstTransactionDate
        lastTransactionDate
        participants {
          edges {
            node {
              name
              roles
              totalValue
              beneficialOwner {
                members {
                  owner { name }
                  status
                  confidence
                  links {
                    evidence { statement quote }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
`;

const dataStatus = `# What is in the graph, and up to when?

query DataStatus {
  dataStatus {
    filingCount
    lastAcceptedAt
    lastIngestedAt
    coverage {
      forms
      from
      to
      gaps { from to reason }
    }
    resolverVersion
    schemaVersion
  }
}
`;

const issuer = `# One company: its insiders and latest trades.
# The ticker is set below, under Variables.

query OneIssuer($ticker: String!) {
  issuer(key: { ticker: $ticker }) {
    name
    cik
    sector { name }
    insiders(first: 10) {
      edges {
        node {
          owner { name }
          roles
          officerTitle
        }
      }
    }
    transactions(first: 10) {
      totalCount
      edges {
        node {
          transactionDate
          code
          acquiredDisposed
          shares
          pricePerShare
          value
          reportingOwners { name }
          filing { accessionNumber indexUrl }
        }
      }
    }
  }
}
`;

export const examples = [
  { query: clusters },
  { query: dataStatus },
  { query: issuer, variables: '{\n  "ticker": "QVLX"\n}' },
];
