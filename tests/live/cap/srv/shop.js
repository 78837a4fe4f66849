// What the operations of the service do.
const cds = require('@sap/cds')

module.exports = class Shop extends cds.ApplicationService {
  init() {
    const { Books, Authors, Chapters, Notes, Stocks, Settings } = this.entities

    this.on('discount', Books, async ({ data, params, subject }) => {
      const { price } = await SELECT.one.from(subject).columns('price')
      await UPDATE(subject).with({ price: Math.round(price * (100 - data.percent)) / 100, summary: data.reason ?? null })
      return SELECT.one.from(subject)
    })
    this.on('priceIn', Books, async ({ data, subject }) => {
      const { price } = await SELECT.one.from(subject).columns('price')
      return data.currency === 'EUR' ? price : price * 2
    })
    this.on('restock', Stocks, async ({ data }) => {
      const stocks = await SELECT.from(Stocks)
      for (const { warehouse, since, copies } of stocks)
        await UPDATE(Stocks, { warehouse, since }).with({ copies: copies + data.copies })
      return stocks.length
    })
    this.on('cheapest', Books, ({ data }) => SELECT.from(Books).orderBy('price').limit(data.limit))

    this.on('reset', async () => {
      for (const entity of [Notes, Chapters, Stocks, Books, Authors, Settings]) await DELETE.from(entity)
      await INSERT.into(Settings).entries({ ID: 1, slogan: 'Read more' })
    })
    this.on('order', async ({ data }) => {
      const books = await SELECT.from(Books).where({ ID: { in: data.books } })
      return {
        number: data.address.city.length,
        amount: books.reduce((sum, { price }) => sum + Number(price), 0),
        lines: data.books.map(book => ({ book, copies: data.genres?.length ?? 0 })),
      }
    })
    this.on('total', async ({ data }) => {
      const books = data.books ? await SELECT.from(Books).where({ ID: { in: data.books } }) : await SELECT.from(Books)
      return books.reduce((sum, { price }) => sum + Number(price), 0)
    })
    this.on('motto', () => 'Books & more')
    this.on('cities', ({ data }) => [data.near.city, `New ${data.near.city}`])
    this.on('genreOf', async ({ data }) => (await SELECT.one.from(Books, data.book))?.genre)
    this.on('refuse', req => {
      req.error({ code: 'FIRST', message: req.data.reason, target: 'reason' })
      req.error({ code: 'SECOND', message: 'and for another reason', target: 'reason' })
    })
    return super.init()
  }
}
