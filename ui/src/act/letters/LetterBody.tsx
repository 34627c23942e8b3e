import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tellProblem } from '~/shared/page/tellProblem'
import type { Design, Footing, TextProblem } from './blocks'
import { BlockEditor } from './editor/BlockEditor'
import { type Language, useMjml } from './queries'

/** The body of a letter is put together of blocks or written in MJML. */
export type Body = { body_mjml: string; design: Design | null }

type Props = {
  body: Body
  onChange: (body: Body) => void
  language: Language
  footing?: Footing
  problems?: TextProblem[]
}

/** Writes the body of a letter: with blocks, or for experts in MJML. */
export function LetterBody({ body, onChange, language, footing = 'agreed', problems }: Props) {
  const { t } = useTranslation('letters')
  const mjml = useMjml()
  if (!body.design) return <Mjml body={body} onChange={onChange} footing={footing} />
  const { design } = body
  const turn = async () => {
    try {
      const body_mjml = await mjml.mutateAsync({ design, language, footing })
      onChange({ body_mjml, design: null })
    } catch (error) {
      tellProblem(error, t)
    }
  }
  return (
    <Stack gap="md">
      <BlockEditor
        design={design}
        onChange={(next) => onChange({ body_mjml: '', design: next })}
        footing={footing}
        problems={problems}
      />
      <Sure ask={t('toMjml')} note={t('toMjmlNote')} yes={t('toMjmlYes')} onYes={turn} />
    </Stack>
  )
}

type MjmlProps = Pick<Props, 'body' | 'onChange'> & { footing: Footing }

function Mjml({ body, onChange, footing }: MjmlProps) {
  const { t } = useTranslation('letters')
  const begin = () => onChange({ body_mjml: '', design: empty(footing) })
  return (
    <Stack gap="md">
      <Textarea
        label={t('campaigns:body')}
        description={footing === 'agreed' ? t('campaigns:bodyNote') : undefined}
        autosize
        minRows={10}
        maxRows={24}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
        value={body.body_mjml}
        onChange={({ currentTarget }) => onChange({ body_mjml: currentTarget.value, design: null })}
      />
      <Sure
        ask={t('toBlocks')}
        note={t('toBlocksNote')}
        yes={t('toBlocksYes')}
        onYes={begin}
        isSure={body.body_mjml.trim() === ''}
      />
    </Stack>
  )
}

/** Where a letter of blocks begins. */
export function empty(footing: Footing): Design {
  const blocks: Design['blocks'] = [{ kind: 'logo' }, { kind: 'text', text: '' }, { kind: 'footer' }]
  if (footing === 'owed') blocks.splice(1, 0, { kind: 'heading', text: '{{ data.order }}' })
  return { version: 1, blocks }
}

type SureProps = { ask: string; note: string; yes: string; onYes: () => void; isSure?: boolean }

/** A way without return is asked about once more. */
function Sure({ ask, note, yes, onYes, isSure = false }: SureProps) {
  const { t } = useTranslation('words')
  const [asked, setAsked] = useState(false)
  if (!asked) {
    return (
      <Group>
        <Button size="compact-sm" variant="subtle" onClick={isSure ? onYes : () => setAsked(true)}>
          {ask}
        </Button>
      </Group>
    )
  }
  return (
    <Stack gap="xs" role="group" aria-label={ask}>
      <Text size="sm">{note}</Text>
      <Group gap="xs">
        <Button size="xs" onClick={onYes}>
          {yes}
        </Button>
        <Button size="xs" variant="default" onClick={() => setAsked(false)}>
          {t('back')}
        </Button>
      </Group>
    </Stack>
  )
}
