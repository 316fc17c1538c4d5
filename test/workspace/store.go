// Package store keeps books and customers in a database.
package store

import (
	"context"
	"database/sql"
	"fmt"
)

type Book struct {
	ID, Title, Author string
}

type Customer struct {
	ID, Name, Email string
}

type Store struct {
	db *sql.DB
}

func (s *Store) Book(ctx context.Context, id string) (*Book, error) {
	var book Book
	row := s.db.QueryRowContext(ctx, "SELECT id, title, author FROM books WHERE id = ?", id)
	if err := row.Scan(&book.ID, &book.Title, &book.Author); err != nil {
		return nil, fmt.Errorf("book %s: %w", id, err)
	}
	return &book, nil
}

func (s *Store) Customer(ctx context.Context, id string) (*Customer, error) {
	var customer Customer
	row := s.db.QueryRowContext(ctx, "SELECT id, name, email FROM customers WHERE id = ?", id)
	if err := row.Scan(&customer.ID, &customer.Name, &customer.Email); err != nil {
		return nil, fmt.Errorf("customer %s: %w", id, err)
	}
	return &customer, nil
}

func (s *Store) DeleteBook(ctx context.Context, id string) error {
	if _, err := s.db.ExecContext(ctx, "DELETE FROM books WHERE id = ?", id); err != nil {
		return fmt.Errorf("delete book %s: %w", id, err)
	}
	return nil
}

func (s *Store) DeleteCustomer(ctx context.Context, id string) error {
	if _, err := s.db.ExecContext(ctx, "DELETE FROM customers WHERE id = ?", id); err != nil {
		return fmt.Errorf("delete customer %s: %w", id, err)
	}
	return nil
}
