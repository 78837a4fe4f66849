using { live.shop } from '../db/shop';

@path: '/shop'
service Shop {
  type Address {
    street : String(60);
    city   : String(40);
  }

  type Receipt {
    number : Integer;
    amount : Decimal(9, 2);
    lines  : many { book : Integer; copies : Integer; };
  }

  @cds.search: { title, summary }
  entity Books as projection on shop.Books actions {
    action   discount(percent : Integer not null, reason : String) returns Books;
    function priceIn(currency : String not null) returns Decimal(9, 2);
    function cheapest(books : many $self, ![limit] : Integer not null) returns many Books;
  };

  entity Authors  as projection on shop.Authors;
  entity Chapters as projection on shop.Chapters;
  entity Notes    as projection on shop.Notes;
  entity Stocks   as projection on shop.Stocks actions {
    action restock(stocks : many $self, copies : Integer not null) returns Integer;
  };

  @odata.singleton
  entity Settings as projection on shop.Settings;

  action   reset();
  action   order(address : Address not null, books : many Integer not null, genres : many shop.Genre, note : String) returns Receipt;
  function total(books : many Integer not null) returns Decimal(9, 2);
  function motto() returns String;
  function cities(near : Address not null) returns many String;
  function genreOf(book : Integer not null) returns shop.Genre;
  action   refuse(reason : String not null) returns Integer;
}
