// Communities without a server: a command opens the files, runs, and closes them. Only while we hold the data folder.
#pragma once

#include "server/ops/administration.hpp"

namespace ramure::ops {

// `paths` and `clock` outlive what is returned.
Submit submit_locally(const DataPaths& paths, const Clock& clock);

}  // namespace ramure::ops
