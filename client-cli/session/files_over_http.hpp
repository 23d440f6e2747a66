// Files and documents, which go over plain HTTP beside the connection.
#pragma once

#include <string>
#include <vector>

#include "client-cli/net/http.hpp"
#include "client-cli/session/session.hpp"

namespace ramure::cli {

// The path with the community of the profile as a parameter. It may have a query already.
std::string with_community(const Session& session, const std::string& path);

// Sends each file; their upload ids, for a post. The first one that is refused ends it.
Result<std::vector<std::string>> upload_files(const Session& session, const std::vector<std::string>& paths);

// GET of an address of the API, `with_community`.
Result<void> fetch(const Session& session, const std::string& path, const TakePiece& take);

}  // namespace ramure::cli
