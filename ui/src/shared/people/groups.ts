/** The named RFM groups, from those who come most to those who left. */
export const GROUPS = [
  'champions',
  'loyal',
  'potential-loyalist',
  'new',
  'promising',
  'needs-attention',
  'about-to-sleep',
  'at-risk',
  'hibernating',
  'lost',
]
