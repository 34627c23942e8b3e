import { FileIn } from '~/shared/page/FileIn'
import { useFormat } from '~/shared/words/useFormat'
import { type SpendSummary, useTakeIn, useTryFile } from './queries'

/** A file of spend. */
export function SpendFile() {
  const format = useFormat()
  const amounts = ({ total, days, added, changed, unchanged }: SpendSummary) => ({
    total: format.money(total),
    days: days ? format.days(days) : '–',
    added: format.number(added),
    changed: format.number(changed),
    unchanged: format.number(unchanged),
  })
  return <FileIn slice="spend" tried={useTryFile()} taking={useTakeIn()} amounts={amounts} />
}
