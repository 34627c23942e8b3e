import { FileIn } from '~/shared/page/FileIn'
import { useFormat } from '~/shared/words/useFormat'
import { type SubscriptionSummary, useTakeIn, useTryFile } from './queries'

/** A file of subscriptions. */
export function SubscriptionFile() {
  const format = useFormat()
  const amounts = ({ subscriptions, customers, added, known }: SubscriptionSummary) => ({
    subscriptions: format.number(subscriptions),
    customers: format.number(customers),
    added: format.number(added),
    known: format.number(known),
  })
  return <FileIn slice="subscriptions" tried={useTryFile()} taking={useTakeIn()} amounts={amounts} />
}
