#include "client-cli/commands/saved_page.hpp"

#include <cstdio>

#include "client-cli/output/partial_file.hpp"
#include "client-cli/session/files_over_http.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

Result<void> save_page(const Session& session, const std::string& address, const std::string& path) {
  PartialFile file(path);
  const auto fetched = fetch(session, address, [&file](std::string_view piece) { file.write(piece); });
  if (!fetched) return fetched;
  if (auto written = file.finish(); !written) return written;
  if (!session.options.json && !file.is_standard_output()) {
    std::printf("%s\n", t({"Enregistré : {}", "Saved: {}"}, {path}).c_str());
  }
  return {};
}

}  // namespace ramure::cli
