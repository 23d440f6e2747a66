// "~3" on the command line: the third thing of the last list that was shown. Remembered per profile, as ids.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "client-cli/failure.hpp"

namespace ramure::cli {

class Listing {
 public:
  // `what` is "threads" or "messages".
  Listing(const std::filesystem::path& state_folder, const std::string& owner, const std::string& what);

  void remember(const std::vector<std::uint64_t>& ids) const;

  // "~3" or a plain id; Exit::usage when it is neither, Exit::refused when the list was shorter.
  Result<std::uint64_t> find(std::string_view text) const;

  static bool is_reference(std::string_view text);  // "~3" or digits

 private:
  std::filesystem::path path_;
};

}  // namespace ramure::cli
