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
                    evidence {
                      statement
                      quote
                      source { documentUrl footnoteId }
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
}
`;

const dataStatus = `# What is in the graph, and up to when?

query DataStatus {
  dataStatus {
    notice
    filingCount
    rejectedCount
    lastAcceptedAt
    acceptedAtBasisCounts { basis filingCount }
    coverage { forms from to }
    taxonomies
    schemaVersion
  }
  clusterDefinitions {
    preset
    title
    windowDays
    minInsiders
    sourceNote
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
    clusters { edges { node { direction insiderCount totalValue } } }
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
          filing { accessionNumber documentUrl }
        }
      }
    }
  }
}
`;

const collapse = `# Why do two filers count as one?
#
# Each step leads from a vehicle to who controls
# it, with the words of the filing that say so.
# Where two do not count as one, stoppedBy and
# vetoes tell what keeps them apart.
# The two CIKs are set below, under Variables.

query WhyOne($a: CIK!, $b: CIK!) {
  explainCollapse(a: { cik: $a }, b: { cik: $b }) {
    collapsed
    sentence
    confidence
    stoppedBy
    steps {
      role
      status
      confidence
      validFrom
      validTo
      from { ... on Entity { name } }
      to { ... on Entity { name } ... on Insider { name } }
      evidence {
        kind
        weight
        statement
        quote
        source { documentUrl footnoteId }
      }
    }
    vetoes { statement quote }
  }
}
`;

export const examples = [
  { query: clusters },
  { query: dataStatus },
  { query: issuer, variables: '{\n  "ticker": "QVLX"\n}' },
  {
    query: collapse,
    variables: '{\n  "a": "0099100015",\n  "b": "0099100018"\n}',
  },
];
