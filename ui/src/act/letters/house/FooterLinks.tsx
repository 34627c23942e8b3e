import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Brand } from '../blocks'

const LINKS_MAX = 6

type Links = NonNullable<Brand['links']>
type Props = { links: Links; onChange: (links: Links) => void }

/** Where every footer leads. */
export function FooterLinks({ links, onChange }: Props) {
  const { t } = useTranslation('letters')
  const set = (at: number, part: Partial<Links[number]>) =>
    onChange(links.map((one, place) => (place === at ? { ...one, ...part } : one)))
  return (
    <Stack gap="xs" role="group" aria-label={t('brand.links')}>
      <Text size="sm" fw={500}>
        {t('brand.links')}
      </Text>
      {links.map((link, at) => (
        <Group key={at} gap="xs" wrap="nowrap">
          <TextInput
            aria-label={t('brand.linkWords', { n: at + 1 })}
            placeholder={t('brand.linkWordsHint')}
            value={link.words}
            onChange={({ currentTarget }) => set(at, { words: currentTarget.value })}
          />
          <TextInput
            flex={1}
            aria-label={t('brand.linkUrl', { n: at + 1 })}
            placeholder="https://"
            value={link.url}
            onChange={({ currentTarget }) => set(at, { url: currentTarget.value })}
          />
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('brand.linkRemove', { n: at + 1 })}
            onClick={() => onChange(links.filter((_, place) => place !== at))}
          >
            {t('verbs.remove')}
          </Button>
        </Group>
      ))}
      {links.length < LINKS_MAX && (
        <Group>
          <Button
            size="xs"
            variant="default"
            onClick={() => onChange([...links, { words: '', url: '' }])}
          >
            {t('brand.linkAdd')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
