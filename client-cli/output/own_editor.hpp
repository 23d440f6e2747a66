// The person's own editor ($VISUAL, $EDITOR), on a file.
#pragma once

#include <filesystem>

#include "client-cli/environment.hpp"
#include "client-cli/failure.hpp"

namespace ramure::cli {

// Runs it and waits for its end. Exit::usage when there is none, or it ends with an error; the file stays as it is.
// Ctrl+C is the editor's meanwhile.
Result<void> run_own_editor(const Environment& environment, const std::filesystem::path& path);

}  // namespace ramure::cli
