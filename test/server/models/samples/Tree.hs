{-# LANGUAGE LambdaCase #-}
module Tree (Tree (..), insert, toList) where

data Tree a = Leaf | Node (Tree a) a (Tree a)
  deriving (Show, Eq, Functor, Foldable)

insert :: Ord a => a -> Tree a -> Tree a
insert x = \case
  Leaf -> Node Leaf x Leaf
  t@(Node l y r)
    | x < y     -> Node (insert x l) y r
    | x > y     -> Node l y (insert x r)
    | otherwise -> t

toList :: Tree a -> [a]
toList = foldr (:) []  -- ∀ a. Tree a → [a]
