import { Autocomplete, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TextLength } from '~/client'
import { useFoundCustomers } from '~/customers/queries'
import { Answer } from '~/shared/page/Answer'
import { Panel } from '~/shared/page/Panel'
import { nameOf } from '~/shared/people/name'
import { Sheet } from '../../letters/Sheet'
import { useProblemText } from '../../letters/useProblemText'
import { type LetterPreview, usePreview } from '../queries'
import classes from './editor.module.css'

/** The letter exactly as a named customer would get it. */
export function Preview({ id, way, version }: { id: string; way: number; version: number }) {
  const { t } = useTranslation('campaigns')
  const [customer, setCustomer] = useState<string | null>(null)
  const asked = usePreview(id, { customer, variant: way }, version)
  return (
    <Panel title={t('preview')}>
      <AsWhom onChoose={setCustomer} />
      <Answer of={asked} height={420}>
        {(letter) => <Letter letter={letter} />}
      </Answer>
    </Panel>
  )
}

export function Letter({ letter }: { letter: LetterPreview }) {
  const { t } = useTranslation('campaigns')
  const say = useProblemText()
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {letter.to
          ? t('previewTo', { to: letter.to })
          : t(letter.customer ? 'previewNoAddress' : 'previewNobody')}
      </Text>
      {letter.problems.map((problem) => (
        <Text size="sm" key={problem.code + problem.part + problem.block} fw={problem.stops ? 600 : 400}>
          {problem.block != null && `${problem.block}. `}
          {say(problem)}
          {problem.line !== null && ` · ${t('imports:line', { n: problem.line })}`}
        </Text>
      ))}
      <Text fw={600}>{letter.subject}</Text>
      {letter.html ? (
        <Sheet html={letter.html} title={t('preview')} />
      ) : (
        letter.text && <div className={classes.note}>{letter.text}</div>
      )}
      {letter.length && <Parts length={letter.length} />}
    </Stack>
  )
}

/** What a text message costs is counted in parts. */
function Parts({ length }: { length: TextLength }) {
  const { t } = useTranslation('campaigns')
  return (
    <Text size="sm" c="dimmed">
      {t('parts', { count: length.n_parts, n: length.n_parts })}{' '}
      {t(length.small_alphabet ? 'partsSmall' : 'partsLarge', {
        n: length.n_places,
        left: length.n_left,
      })}
    </Text>
  )
}

/** Finds a customer while his name is typed. */
export function AsWhom({ onChoose }: { onChoose: (id: string | null) => void }) {
  const { t } = useTranslation('campaigns')
  const [text, setText] = useState('')
  const [settled] = useDebouncedValue(text.trim(), 200)
  const found = useFoundCustomers(settled).data?.items ?? []
  const labels = found.map((one) => `${nameOf(one)} · ${one.customer_id}`)
  const choose = (label: string) => {
    const at = labels.indexOf(label)
    if (at >= 0) onChoose(found[at]?.id ?? null)
  }
  return (
    <Autocomplete
      label={t('previewAs')}
      placeholder={t('customers:search')}
      value={text}
      data={labels}
      filter={({ options }) => options}
      onChange={(value) => {
        setText(value)
        if (value === '') onChoose(null)
      }}
      onOptionSubmit={choose}
    />
  )
}
