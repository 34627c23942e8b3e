import { Button, Code, CopyButton, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { type DomainRecord, type SigningKey, type SigningState, useKeys, useMakeKey } from './signingKeys'

/** The keys that letters are signed with, and the records to be copied into the domain. */
export function Signing({ known }: { known: SigningState }) {
  const { t } = useTranslation('signing')
  if (known.domain === null) return <Text size="sm">{t('noDomain')}</Text>
  return (
    <Stack gap="lg">
      {known.keys.length === 0 && <Text size="sm">{t('none')}</Text>}
      {known.keys.map((key) => (
        <Key key={key.domain + key.selector} of={key} />
      ))}
      {known.keys.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('rotation')}
        </Text>
      )}
      <Make />
      <Stack gap="xs">
        <Text fw={600}>{t('others')}</Text>
        <Text size="sm" c="dimmed">
          {t('othersNote')}
        </Text>
        {known.records.map((record) => (
          <Stack gap={4} key={record.what}>
            <Text size="sm">{t(record.what)}</Text>
            <DomainEntry of={record} />
          </Stack>
        ))}
      </Stack>
    </Stack>
  )
}

function Key({ of: key }: { of: SigningKey }) {
  const { t } = useTranslation('signing')
  const { change, discard } = useKeys({ domain: key.domain, selector: key.selector })
  return (
    <Stack gap="xs" role="group" aria-label={key.selector}>
      <Group gap="sm" justify="space-between">
        <div>
          <Text fw={600}>{key.selector}</Text>
          <Text size="sm">
            <strong>{t(key.signs ? 'signs' : 'rests')}</strong> · {t(`algorithms.${key.algorithm}`)}
          </Text>
        </div>
        <Group gap="sm">
          <Button
            variant="default"
            loading={change.isPending}
            onClick={() => change.mutate(!key.signs)}
          >
            {t(key.signs ? 'rest' : 'sign')}
          </Button>
          {!key.signs && (
            <Button variant="default" loading={discard.isPending} onClick={() => discard.mutate()}>
              {t('remove')}
            </Button>
          )}
        </Group>
      </Group>
      <DomainEntry of={key.record} />
      {key.record.value.length > 255 && (
        <Text size="sm" c="dimmed">
          {t('long')}
        </Text>
      )}
      {change.error !== null && <ProblemNotice error={change.error} />}
      {discard.error !== null && <ProblemNotice error={discard.error} />}
    </Stack>
  )
}

/** A record as whoever keeps the domain's names wants it. */
function DomainEntry({ of: { name, value } }: { of: DomainRecord }) {
  const { t } = useTranslation('signing')
  return (
    <Stack gap={4}>
      {[
        ['place', name],
        ['value', value],
      ].map(([word, text]) => (
        <Group key={word} gap="sm" wrap="nowrap" align="center">
          <Code style={{ flex: 1, overflowWrap: 'anywhere' }}>{text}</Code>
          <CopyButton value={text ?? ''}>
            {({ copied, copy }) => (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`${t('copy')}: ${t(word ?? '')}`}
                onClick={copy}
              >
                {t(copied ? 'copied' : 'copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
      ))}
    </Stack>
  )
}

function Make() {
  const { t } = useTranslation('signing')
  const [selector, setSelector] = useState('')
  const [algorithm, setAlgorithm] = useState<SigningKey['algorithm']>('rsa')
  const make = useMakeKey()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    await make.mutateAsync({ selector: selector.trim(), algorithm }).then(
      () => setSelector(''),
      () => undefined,
    )
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group gap="sm" align="flex-end">
          <TextInput
            required
            label={t('selector')}
            placeholder="mail2026"
            value={selector}
            onChange={({ currentTarget }) => setSelector(currentTarget.value)}
          />
          <Select
            label={t('algorithm')}
            allowDeselect={false}
            w={330}
            value={algorithm}
            data={(['rsa', 'ed25519'] as const).map((value) => ({
              value,
              label: t(`algorithms.${value}`),
            }))}
            onChange={(value) => setAlgorithm(value as SigningKey['algorithm'])}
          />
          <Button type="submit" variant="default" loading={make.isPending}>
            {t('make')}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {t('selectorNote')}
        </Text>
        {make.error !== null && <ProblemNotice error={make.error} />}
      </Stack>
    </form>
  )
}
