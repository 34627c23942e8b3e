import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import type { Preview, Segment } from '../queries'
import type { Draft } from '../useDraft'
import { Others } from './Others'
import { Reach } from './Reach'
import { Sample } from './Sample'

type Props = { draft: Draft; segment?: Segment; isChanged: boolean }

/** What the rule means now: how many, how they can be reached, who they are. */
export function Beside({ draft, segment, isChanged }: Props) {
  const { t } = useTranslation('segments')
  const { fetchStatus, isPending, isPlaceholderData } = draft.preview
  // The answer to the rule before may not stay where no answer is on its way.
  const nothingYet = fetchStatus === 'idle' && (isPending || isPlaceholderData)
  return (
    <Panel
      title={t(segment && !isChanged ? 'beside.members' : 'beside.title')}
      note={draft.fault ? t('text.stillFaulty') : undefined}
      actions={
        segment &&
        !isChanged && <DownloadMenu table="customers" options={{ segment: segment.name }} />
      }
    >
      {nothingYet ? (
        <Empty because={t('beside.nothingYet')} />
      ) : (
        <Answer of={draft.preview} height={320}>
          {(preview) => <Meaning preview={preview} name={segment?.name} />}
        </Answer>
      )}
    </Panel>
  )
}

function Meaning({ preview, name }: { preview: Preview; name?: string }) {
  const { t } = useTranslation('segments')
  const format = useFormat()
  const { count, of, share } = preview
  return (
    <Stack gap="lg">
      <div aria-live="polite">
        <Text fz={28} fw={600} lh={1.2} className="numbers">
          {format.number(count)}
        </Text>
        <Text size="sm" c="dimmed">
          {t('beside.of', { count: of, n: format.number(of), share: format.share(share) })}
        </Text>
      </div>
      {count === 0 ? (
        <Empty because={t('beside.nobody')} />
      ) : (
        <>
          <Reach reach={preview.reach} />
          <Sample people={preview.sample} />
          <Others others={preview.overlap.filter((other) => other.name !== name)} />
        </>
      )}
      <Caveats of={preview.caveats} />
      <Text size="xs" c="dimmed">
        {t('beside.asOf', { day: format.moment(preview.as_of), n: format.number(preview.took_ms) })}
      </Text>
    </Stack>
  )
}
