# frozen_string_literal: true

class Queue
  include Enumerable
  attr_reader :items

  def initialize(*items, limit: 10) = (@items, @limit = items, limit)

  def each(&block)
    return to_enum(:each) unless block_given?

    @items.each_with_index { |item, index| yield item, index unless item.nil? }
  end

  def to_s = "#<Queue #{@items.map(&:inspect).join(', ')}>"
end

puts Queue.new(1, 2, 'três').to_s =~ /\A#<\w+\s(?<rest>.+)>\z/ ? $~[:rest] : %w[a b c]
