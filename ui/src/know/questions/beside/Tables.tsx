import { Code, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Language } from '~/app/i18n'
import { Panel } from '~/shared/page/Panel'
import type { Schema } from '../queries'
import classes from './tables.module.css'

/** What can be asked: every table with its columns, and the functions. */
export function Tables({ schema }: { schema: Schema }) {
  const { t, i18n } = useTranslation('questions')
  const language = i18n.language as Language
  return (
    <Panel title={t('tables')} note={t('tablesNote')}>
      <Stack gap="xs">
        {schema.tables.map(({ name, about, columns }) => (
          <details key={name} className={classes.table}>
            <summary>
              <Code>{name}</Code>
            </summary>
            <Text size="sm" my={6}>
              {about[language]}
            </Text>
            <dl className={classes.words}>
              {columns.map((column) => (
                <div key={column.name}>
                  <dt>
                    <Code>{column.name}</Code>{' '}
                    <Text span size="xs" c="dimmed">
                      {t(`holds.${column.holds}`)}
                    </Text>
                  </dt>
                  <dd>{column.about[language]}</dd>
                </div>
              ))}
            </dl>
          </details>
        ))}
        <details className={classes.table}>
          <summary>{t('functions')}</summary>
          <dl className={classes.words}>
            {schema.functions.map(({ name, call, about }) => (
              <div key={name}>
                <dt>
                  <Code style={{ overflowWrap: 'anywhere' }}>{call}</Code>
                </dt>
                <dd>{about[language]}</dd>
              </div>
            ))}
          </dl>
        </details>
      </Stack>
    </Panel>
  )
}
