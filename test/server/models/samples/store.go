package store

import (
	"context"
	"fmt"
	"sync"
)

// Store keeps values; the zero value isn't ready for use.
type Store[K comparable, V any] struct {
	mu    sync.RWMutex
	items map[K]V
}

func (s *Store[K, V]) Get(ctx context.Context, key K) (v V, err error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	v, ok := s.items[key]
	if !ok {
		return v, fmt.Errorf("store: no %v: %w", key, ctx.Err())
	}
	return v, nil
}
