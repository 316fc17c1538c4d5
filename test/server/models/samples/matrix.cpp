#include <algorithm>
#include <vector>

namespace math::detail {
template <typename T, std::size_t N = 4>
class Matrix final {
public:
  constexpr Matrix() noexcept = default;
  [[nodiscard]] auto operator*(const Matrix &other) const -> Matrix {
    Matrix result{};
    for (std::size_t i = 0; i != N; ++i)
      for (std::size_t j = 0; j != N; ++j)
        for (std::size_t k = 0; k != N; ++k) result.m_[i][j] += m_[i][k] * other.m_[k][j];
    return result;
  }
private:
  T m_[N][N]{};  // 行列
};
}  // namespace math::detail
