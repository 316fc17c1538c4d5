/** A client of the bookshop's HTTP API. */

export interface Book {
  id: string;
  title: string;
  author: string;
  price: number;
}

export interface Customer {
  id: string;
  name: string;
  email: string;
}

export interface Order {
  id: string;
  customer: string;
  books: string[];
}

export class BookshopClient {
  constructor(private readonly baseUrl: string) {}

  async getBook(id: string): Promise<Book> {
    const response = await fetch(`${this.baseUrl}/books/${id}`);
    if (!response.ok) throw new Error(`The bookshop answered ${response.status}`);
    return (await response.json()) as Book;
  }

  async listBooks(page = 1): Promise<Book[]> {
    const response = await fetch(`${this.baseUrl}/books?page=${page}`);
    if (!response.ok) throw new Error(`The bookshop answered ${response.status}`);
    return (await response.json()) as Book[];
  }

  async deleteBook(id: string): Promise<void> {
    const response = await fetch(`${this.baseUrl}/books/${id}`, { method: "DELETE" });
    if (!response.ok) throw new Error(`The bookshop answered ${response.status}`);
  }

  async getCustomer(id: string): Promise<Customer> {
    const response = await fetch(`${this.baseUrl}/customers/${id}`);
    if (!response.ok) throw new Error(`The bookshop answered ${response.status}`);
    return (await response.json()) as Customer;
  }

  async listCustomers(page = 1): Promise<Customer[]> {
    const response = await fetch(`${this.baseUrl}/customers?page=${page}`);
    if (!response.ok) throw new Error(`The bookshop answered ${response.status}`);
    return (await response.json()) as Customer[];
  }

  async getOrder(id: string): Promise<Order> {
    const response = await fetch(`${this.baseUrl}/orders/${id}`);
    if (!response.ok) throw new Error(`The bookshop answered ${response.status}`);
    return (await response.json()) as Order;
  }
}
