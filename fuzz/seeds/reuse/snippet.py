# SPDX-SnippetBegin
# SPDX-License-Identifier: GPL-2.0-only
# SPDX-SnippetEnd
# Licensed under the Apache License, Version 2.0 (the "License")
