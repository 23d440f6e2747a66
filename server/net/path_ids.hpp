// Numbers in an address: "/api/attachments/4120/0".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace ramure::net {

// The `count` numbers behind `prefix`, separated by slashes, and then `suffix`. nullopt: the path is not of that form,
// or a number is not plain decimal below 2^53.
std::optional<std::vector<std::uint64_t>> path_ids(std::string_view path, std::string_view prefix, std::size_t count,
                                                   std::string_view suffix = "");

}  // namespace ramure::net
