import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { useProblemText } from '../../letters/useProblemText'
import { type LetterCheck, type LetterFinding, useLetterCheck } from '../queries'

type Props = { id: string; way: number; version: number }

/** What filters and readers would mind, before the letter goes to people. */
export function Check({ id, way, version }: Props) {
  const { t } = useTranslation('check')
  const { kept, visited, isVisiting, visit } = useLetterCheck(id, way, version)
  return (
    <Panel title={t('title')} note={t('note')}>
      <Answer of={kept} height={160}>
        {(known) => <Found of={visited ?? known} />}
      </Answer>
      <Group>
        <Button variant="default" loading={isVisiting} onClick={visit}>
          {t('visit')}
        </Button>
      </Group>
    </Panel>
  )
}

export function Found({ of: { findings, n_bytes, n_people, n_visited } }: { of: LetterCheck }) {
  const { t } = useTranslation('check')
  const format = useFormat()
  const looked = [
    n_bytes > 0 && t('bytes', { kb: format.number(Math.ceil(n_bytes / 1024)) }),
    n_people > 0 && t('people', { count: n_people, n: format.number(n_people) }),
    n_visited > 0 && t('visited', { count: n_visited, n: format.number(n_visited) }),
  ]
  return (
    <Stack gap="sm" aria-live="polite">
      {findings.length === 0 ? (
        <Empty because={t('all')} />
      ) : (
        findings.map((one) => <Finding key={`${one.code} ${one.at}`} of={one} />)
      )}
      <Text size="sm" c="dimmed">
        {looked.filter(Boolean).join(' · ')}
      </Text>
    </Stack>
  )
}

function Finding({ of: { code, weight, at, n, of, text } }: { of: LetterFinding }) {
  const { t } = useTranslation('check')
  const format = useFormat()
  const say = useProblemText()
  const count = n != null && of != null && t('count', { n: format.number(n), of: format.number(of) })
  const words = t(`findings.${code}`, { defaultValue: say({ code, text }) })
  return (
    <div>
      <Text size="sm">
        <strong>{t(`weights.${weight}`)}</strong>
        {': '}
        {words}
      </Text>
      {(at || count) && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {[at, count].filter(Boolean).join(' · ')}
        </Text>
      )}
    </div>
  )
}
