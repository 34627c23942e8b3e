/** What can become of a person in a campaign. */
export const OUTCOMES = [
  'sent',
  'write',
  'waiting',
  'held_out',
  'no_consent',
  'no_address',
  'suppressed',
  'too_often',
  'failed',
  'uncertain',
  'cancelled',
]
