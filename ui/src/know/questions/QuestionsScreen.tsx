import { Grid, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Page } from '~/shared/page/Page'
import { useAddress } from '~/shared/sentence/useAddress'
import { Examples } from './beside/Examples'
import { Kept } from './beside/Kept'
import { Tables } from './beside/Tables'
import { Found } from './Found'
import { type Question, type Schema, useQuestions, useSchema } from './queries'
import { Writing } from './Writing'

/** What no report answers, asked in SQL; beside it what can be asked. */
export function QuestionsScreen() {
  const { t } = useTranslation('questions')
  const schema = useSchema()
  const kept = useQuestions()
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Answer of={schema} height={480}>
        {(known) => (
          <Answer of={kept} height={480}>
            {({ items }) => <Asking schema={known} kept={items} />}
          </Answer>
        )}
      </Answer>
    </Page>
  )
}

/** The question is in the address, itself or by the name under which it is kept. */
function Asking({ schema, kept }: { schema: Schema; kept: Question[] }) {
  const [address] = useAddress()
  const named = kept.find((one) => one.name === address.name)
  const sql = address.sql ?? named?.sql
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Stack gap="lg">
          <Writing key={sql ?? ''} schema={schema} asked={sql} named={named} />
          {sql && <Found sql={sql} schema={schema} />}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Stack gap="lg">
          {kept.length > 0 && <Kept items={kept} />}
          <Examples items={schema.examples} />
          <Tables schema={schema} />
        </Stack>
      </Grid.Col>
    </Grid>
  )
}
