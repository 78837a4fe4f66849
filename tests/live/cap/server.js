// What `cds-serve` starts with.
const cds = require('@sap/cds')

// The service is for this machine only.
cds.on('bootstrap', app => {
  const listen = app.listen.bind(app)
  app.listen = port => listen(port, '127.0.0.1')
})

// It ends with the test that has the other end of its input, however that ends.
process.stdin.resume().on('end', () => process.exit())

module.exports = cds.server
