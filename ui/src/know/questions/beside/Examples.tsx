import { Anchor, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Language } from '~/app/i18n'
import { Panel } from '~/shared/page/Panel'
import type { Schema } from '../queries'

/** Questions to begin with; each shows something of the tables. */
export function Examples({ items }: { items: Schema['examples'] }) {
  const { t, i18n } = useTranslation('questions')
  return (
    <Panel title={t('examples')}>
      <Stack gap={6} align="flex-start">
        {items.map(({ title, sql }) => (
          <Anchor
            key={title.en}
            component={Link}
            to="/know/questions"
            search={{ sql } as never}
          >
            {title[i18n.language as Language]}
          </Anchor>
        ))}
      </Stack>
    </Panel>
  )
}
