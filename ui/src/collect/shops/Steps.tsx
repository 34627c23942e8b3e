import { Alert, Button, Code, CopyButton, Group, List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Shop } from './queries'

const TOPICS: Record<Shop['kind'], number> = { shopify: 5, woocommerce: 6, stripe: 5 }

/** What is to be done in the shop's admin, with everything that is pasted there. */
export function Steps({ shop, secret }: { shop: Shop; secret?: string }) {
  const { t } = useTranslation('shops')
  const { origin, hostname } = window.location
  const isHidden = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  const n = TOPICS[shop.kind]
  return (
    <Stack gap="md">
      <Pasted label={t('steps.address')} text={`${origin}${shop.hook_path}`} />
      {isHidden && !shop.own_network && <Alert title={t('steps.hidden')}>{t('steps.public')}</Alert>}
      {secret && (
        <>
          <Pasted label={t('steps.secret')} text={secret} />
          <Text size="sm">{t('steps.once')}</Text>
        </>
      )}
      <List type="ordered" size="sm" spacing="xs">
        {Array.from({ length: n }, (_, nth) => (
          <List.Item key={nth}>{t(`steps.${shop.kind}.${nth + 1}`)}</List.Item>
        ))}
      </List>
    </Stack>
  )
}

function Pasted({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation('shops')
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {label}
      </Text>
      <Group gap="sm">
        <Code style={{ overflowWrap: 'anywhere' }}>{text}</Code>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  )
}
