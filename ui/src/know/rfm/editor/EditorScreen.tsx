import { Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { Breaks } from '../breaks/Breaks'
import { type GroupRule, useResetRules, useRfmGroups, useSaveRules } from '../queries'
import { drawn } from './drawing/drawing'
import { Editor } from './Editor'
import { OtherRules } from './OtherRules'
import { Reset } from './Reset'

/** The groups of a shop, drawn by hand: how lately and how often somebody buys makes his group. */
export function EditorScreen() {
  const { t } = useTranslation('rfm')
  const asked = useRfmGroups('shop')
  return (
    <Page
      title={t('editor.title')}
      intro={t('editor.intro')}
      actions={
        <Button component={Link} to="/know/rfm" variant="default">
          {t('editor.back')}
        </Button>
      }
    >
      <Answer of={asked} height={560}>
        {({ rules }) => <Rules rules={rules} />}
      </Answer>
      <Breaks />
    </Page>
  )
}

function Rules({ rules }: { rules: GroupRule[] }) {
  const { t } = useTranslation('rfm')
  const save = useSaveRules()
  const reset = useResetRules()
  const drawing = drawn(rules)
  const back = (
    <Reset pending={reset.isPending} onReset={() => reset.mutateAsync().then(save.reset)} />
  )
  if (!drawing) {
    return (
      <Panel title={t('editor.undrawable')}>
        <Text maw={720}>{t('editor.undrawableNote')}</Text>
        <OtherRules rules={rules} />
        {reset.error && <ProblemNotice error={reset.error} />}
        <Group>{back}</Group>
      </Panel>
    )
  }
  return (
    // Rules that came anew are drawn anew.
    <Editor
      key={JSON.stringify(rules)}
      drawing={drawing}
      saved={save.isSuccess}
      saving={save.isPending}
      problem={save.error ?? reset.error}
      onSave={save.mutate}
      reset={back}
    />
  )
}
