import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useAddress } from '~/shared/sentence/useAddress'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import { type PersonasReport, useKeepRun, useUseRun } from './queries'
import { type PersonaQuestion, runQuery } from './question'
import { useNamed } from './useNamed'

type Props = { report: PersonasReport; question: PersonaQuestion }

/** Who matters most in one sentence, and whether cards and segments already tell these personas. */
export function Standing({ report, question }: Props) {
  const { t } = useTranslation('personas')
  const format = useFormat()
  const named = useNamed()
  const first = report.personas[0]
  if (!first) return null
  const told = {
    name: named(first.name),
    share: format.wholeShare(first.share),
    revenue: format.wholeShare(first.revenue_share),
  }
  const kind = first.revenue_share === null ? 'people' : 'money'
  const gone = report.gone.map(({ name }) => named(name)).join(', ')
  return (
    <Panel
      title={t(`finding.${kind}`, told)}
      definition={t('definitions.finding')}
      note={
        <>
          <Source report={report} /> {gone && t('gone', { names: gone })}
        </>
      }
      actions={
        <>
          <DownloadMenu table="reports/personas/personas" options={downloadOf(report)} />
          <DownloadMenu
            name={t('downloadCustomers')}
            table="reports/personas/customers"
            options={downloadOf(report)}
          />
        </>
      }
    >
      <Deed report={report} question={question} />
    </Panel>
  )
}

/** What was shown is what is downloaded: the same run, or the same question. */
export function downloadOf(report: PersonasReport) {
  const { segment, ...asked } = report.options
  return { ...(report.run ? { run: report.run } : asked), segment }
}

function Source({ report }: { report: PersonasReport }) {
  const { t } = useTranslation('personas')
  const format = useFormat()
  if (!report.run) return t('source.anew')
  if (report.in_use_since) return t('source.used', { day: format.momentDay(report.in_use_since) })
  return t('source.kept', { at: format.moment(report.made_at) })
}

/** The one step that is next: keep what was found, or put in use what was kept. */
function Deed({ report, question }: Props) {
  const { t } = useTranslation('personas')
  const [, change] = useAddress()
  const keeping = useKeepRun()
  const using = useUseRun()
  if (report.in_use_since) return null
  const failed = keeping.error ?? using.error
  const use = (id: string) =>
    using.mutateAsync({ id, used: true }).then(() => change({ k: undefined, run: undefined }))
  const begin = async () => {
    const id = report.run ?? (await keeping.mutateAsync(runQuery(question))).id
    await use(id)
  }
  return (
    <>
      {failed && <ProblemNotice error={failed} />}
      <Button
        className="no-print"
        w="fit-content"
        maw="100%"
        h="auto"
        py="xs"
        styles={{ label: { whiteSpace: 'normal' } }}
        loading={keeping.isPending || using.isPending}
        onClick={() => begin().catch(() => undefined)}
      >
        {t(report.run ? 'deeds.use' : 'deeds.keepAndUse')}
      </Button>
    </>
  )
}
