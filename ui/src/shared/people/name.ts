type Named = { name?: string | null; email?: string | null; customer_id: string }

/** What to call a person: the name, else the address, else the shop's own number. */
export function nameOf(person: Named): string {
  return person.name || person.email || person.customer_id
}
