#include "server/ops/data_paths.hpp"

#include <algorithm>

#include "server/live/registry.hpp"

namespace ramure::ops {

std::vector<std::string> slugs_in(const DataPaths& paths) {
  std::vector<std::string> slugs;
  std::error_code nothing_there;
  for (const auto& entry : std::filesystem::directory_iterator(paths.communities(), nothing_there)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_directory() && live::Registry::is_slug(name)) slugs.push_back(name);
  }
  std::ranges::sort(slugs);
  return slugs;
}

}  // namespace ramure::ops
