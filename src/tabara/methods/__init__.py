"""The mathematics of Tabara: plain Python with its papers cited, arrays in, a frozen result out."""
